"""How far a voice has come in a consultation: what it answered, in its own order, and what it has not seen yet."""

from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from enlace.consultations.models import Consultation, Statement, Voter


@dataclass(frozen=True)
class Progress:
    """Ids of statements: `answered` in the order in which they were first answered, `unseen` by their number."""

    answered: tuple[int, ...]
    unseen: tuple[int, ...]

    @property
    def total(self) -> int:
        return len(self.answered) + len(self.unseen)

    @property
    def is_complete(self) -> bool:
        return not self.unseen

    def place(self, statement_id: int) -> int:
        """Which of all, counted from 1, it is for this voice."""
        if statement_id in self.answered:
            return self.answered.index(statement_id) + 1
        return len(self.answered) + 1

    def before(self, statement_id: int) -> int | None:
        """The statement answered before this one; None at the first."""
        place = self.place(statement_id) - 2
        return self.answered[place] if place >= 0 else None


def progress_of(consultation: Consultation, voter: Voter | None) -> Progress:
    """One query, whatever the number of statements. Those that were taken out count for nothing."""
    statements = Statement.objects.accepted().filter(consultation=consultation).order_by("number")
    if voter is None:
        return Progress((), tuple(statements.values_list("pk", flat=True)))
    own = FilteredRelation("votes", condition=Q(votes__voter=voter))
    rows = list(statements.annotate(own=own).values_list("pk", "own__pk"))
    answered = sorted((vote, pk) for pk, vote in rows if vote is not None)
    return Progress(tuple(pk for _vote, pk in answered), tuple(pk for pk, vote in rows if vote is None))
