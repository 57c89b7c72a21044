"""The statements of a consultation as the secretariat works on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation, Statement
from enlace.consultations.models.priorities import PriorityQuerySet
from enlace.consultations.priorities.queries import current_priorities
from enlace.consultations.statements.drafts import drafted
from enlace.consultations.statements.wording import fixed_statements, missing_in
from enlace.core.languages import language_codes, languages
from enlace.core.texts import Texts


@dataclass(frozen=True)
class Line:
    """`fixed`: what stands there was answered. `missing`: languages without words, by their own names."""

    statement: Statement
    fixed: bool

    @property
    def missing(self) -> list[str]:
        return missing_in(self.statement.text)

    @property
    def proposer(self) -> str:
        """Who proposed it, where answers carry names; who answers by e-mail has none."""
        voter = self.statement.voter
        return str(voter.state or voter.organisation or (voter.user and voter.user.name) or "") if voter else ""

    @property
    def may_wait_again(self) -> bool:
        return self.statement.by_participant and not self.fixed


@dataclass(frozen=True)
class Statements:
    """`accepted` are put to vote, in their order; `waiting` were proposed; `rejected` were proposed or taken out."""

    accepted: Sequence[Line]
    waiting: Sequence[Line]
    rejected: Sequence[Line]

    @property
    def untranslated(self) -> int:
        return sum(bool(line.missing) for line in self.accepted)


def statements_of(consultation: Consultation) -> Statements:
    """In two queries, however many there are."""
    fixed = set(fixed_statements(consultation).values_list("pk", flat=True))
    found = consultation.statements.select_related(
        *("challenge", "priority", "voter__state", "voter__organisation", "voter__user")
    ).order_by("number")
    lines = [Line(one, one.pk in fixed) for one in found]
    return Statements(
        accepted=[line for line in lines if line.statement.accepted_at],
        waiting=[line for line in lines if not line.statement.accepted_at and not line.statement.rejected_at],
        rejected=[line for line in lines if line.statement.rejected_at],
    )


def reviewable_priorities(consultation: Consultation, reader: Anyone) -> PriorityQuerySet:
    """Those that no meeting has concluded and that this consultation does not review yet."""
    reviewed = Statement.objects.filter(consultation=consultation, priority__isnull=False).values("priority")
    return current_priorities(reader).exclude(pk__in=reviewed).select_related("challenge")


@dataclass(frozen=True)
class Lacking:
    """Each statement put to vote with each language that it lacks, and what a machine proposes there.

    `without` names the languages, by their own names, for which there is no draft.
    """

    places: Sequence[tuple[Statement, str]]
    drafts: Mapping[tuple[int, str], str]
    without: Sequence[str]

    @property
    def statements(self) -> list[Statement]:
        return list({statement.pk: statement for statement, _code in self.places}.values())


def lacking_statements(consultation: Consultation, *, with_drafts: bool) -> Lacking:
    accepted = consultation.statements.accepted().order_by("number")
    places = [(one, code) for one in accepted for code in language_codes() if code not in one.text]
    asked = list({one.pk: one for one, _code in places}.values()) if with_drafts else []
    found = drafted([one.text for one in asked])
    drafts = {
        (one.pk, code): words for one, texts in zip(asked, found.texts, strict=True) for code, words in texts.items()
    }
    return Lacking(places, drafts, [one.name for one in languages() if one.code in found.without])


@dataclass(frozen=True)
class Prefilled:
    """A text with what a machine proposes for the languages that it lacks; these, and those without, by their names."""

    text: Texts
    languages: Sequence[str]
    missing: Sequence[str]


def prefilled(text: Texts) -> Prefilled:
    found = drafted([text])
    whole = Texts({**found.texts[0], **text})
    return Prefilled(
        whole,
        [one.name for one in languages() if one.code in whole and one.code not in text],
        [one.name for one in languages() if one.code in found.without],
    )
