"""What can be adopted and by whom: the statements of a consultation, the sessions that somebody organises."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Consultation, Priority, Statement
from enlace.consultations.priorities.lineage import outcomes_for
from enlace.consultations.priorities.outcome import Outcome
from enlace.core.clock import today
from enlace.meetings.models import Meeting, Session


@dataclass(frozen=True)
class Candidate:
    """`adopted` are the priorities that came from it before. `challenge` is None where the reader does not see it."""

    statement: Statement
    outcome: Outcome | None
    challenge: Challenge | None
    adopted: list[Priority]


@dataclass(frozen=True)
class Candidates:
    """The best result first, then by number. `under_review` put a priority up that was adopted before."""

    priorities: list[Candidate]
    others: list[Candidate]
    under_review: list[Statement]

    def __bool__(self) -> bool:
        return bool(self.priorities or self.others or self.under_review)


def candidates_of(consultation: Consultation, reader: Anyone) -> Candidates:
    """Four queries, however many statements there are."""
    accepted = Statement.objects.visible_to(reader).accepted().filter(consultation=consultation)
    statements = list(accepted.select_related("challenge", "priority").order_by("number"))
    outcomes = outcomes_for(consultation, reader)
    rank = {pk: place for place, pk in enumerate(outcomes)}
    statements.sort(key=lambda one: rank.get(one.pk, len(rank)))
    seen = visible_challenges(reader, statements)
    adopted = _adopted(statements)
    found = [
        Candidate(
            one, outcomes.get(one.pk), one.challenge if one.challenge_id in seen else None, adopted.get(one.pk, [])
        )
        for one in statements
        if one.priority_id is None
    ]
    return Candidates(
        [one for one in found if one.statement.is_priority],
        [one for one in found if not one.statement.is_priority],
        [one for one in statements if one.priority_id is not None],
    )


def visible_challenges(reader: Anyone, statements: Iterable[Statement]) -> Collection[int | None]:
    """Ids of the challenges that these answer and that the reader sees."""
    named = {one.challenge_id for one in statements if one.challenge_id}
    return set(Challenge.objects.visible_to(reader).filter(pk__in=named).values_list("pk", flat=True))


def _adopted(statements: Iterable[Statement]) -> dict[int | None, list[Priority]]:
    found: dict[int | None, list[Priority]] = defaultdict(list)
    for one in Priority.objects.filter(statement__in=list(statements)):
        found[one.statement_id].append(one)
    return found


def adopting_sessions(user: Anyone, *, first: Meeting | None = None) -> list[Session]:
    """Those of meetings that somebody organises whose day has come, the latest meeting first, or `first` before all."""
    organised = Meeting.objects.organised_by(user).filter(cancelled_at=None).values("pk")
    held = Session.objects.held().filter(meeting__in=organised, day__lte=today()).select_related("meeting")
    found = list(held.order_by("-meeting__begins_on", "-meeting", "day", "begins", "pk"))
    return sorted(found, key=lambda one: first is None or one.meeting_id != first.pk)


def reviewing_sessions(user: Anyone, priority: Priority) -> list[Session]:
    """Of meetings later than the one that adopted it."""
    since = priority.session.meeting.begins_on
    return [one for one in adopting_sessions(user) if one.meeting.begins_on > since]
