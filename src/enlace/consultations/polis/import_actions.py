"""An export of Polis becomes a consultation: over, anonymous, the secretariat's alone until its result is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import batched
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.models import AnsweredBy, Attribution, Consultation, Statement, VoiceOf, Vote, Voter
from enlace.consultations.polis.export import REJECTED, PolisExport, PolisStatement
from enlace.consultations.polis.rules import can_import_polis, can_remove_imported_consultation
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.network.audiences import Audience

MOST_VOTES = 300_000
LONGEST_STATEMENT, LONGEST_QUESTION = 1000, 300
HIGHEST_NUMBER = 2**31 - 1
AT_ONCE = 5_000
SECONDS_END = 10**11
"""A later moment is given in milliseconds, an earlier one in seconds, as newer exports do."""


@dataclass(frozen=True)
class About:
    """What the files do not tell. Without `question` the topic of the export is it, without days those of the votes."""

    source: str
    language: str
    question: str = ""
    opens_on: date | None = None
    closes_on: date | None = None


@transaction.atomic
def import_polis(export: PolisExport, about: About, *, by: Anyone | None) -> Consultation:
    """Raises ValidationError, naming the field, for what cannot be imported; then nothing is written."""
    require(can_import_polis(by))
    _check(export)
    consultation = _consultation(export, about)
    statements = _add_statements(consultation, export, about.language)
    _add_votes(consultation, export, statements)
    counts = {"statements": len(statements), "voters": len(export.votes.voters), "votes": len(export.votes.value)}
    record("import_polis", consultation, by=by, after=counts)
    return consultation


@transaction.atomic
def remove_imported_consultation(consultation: Consultation, *, by: Anyone | None) -> None:
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_remove_imported_consultation(by, consultation))
    record("remove_imported_consultation", consultation, by=by)
    Vote.objects.filter(voter__consultation=consultation).delete()
    consultation.delete()


def _check(export: PolisExport) -> None:
    if len(export.votes.value) > MOST_VOTES:
        sentence = _(
            "The export has %(votes)d votes; %(most)d are taken here. The administrator can compute the common ground "
            "of a larger one with the command ./enlace common-ground."
        )
        raise ValidationError({"export": sentence % {"votes": len(export.votes.value), "most": MOST_VOTES}})
    if not export.statements:
        raise ValidationError({"export": _("The export has no statement. Look whether the right files were chosen.")})
    long = next((one for one in export.statements if len(one.text) > LONGEST_STATEMENT), None)
    if long:
        sentence = _("Statement %(number)d has %(count)d letters; %(most)d are taken. Shorten it in the file.")
        words = {"number": long.id, "count": len(long.text), "most": LONGEST_STATEMENT}
        raise ValidationError({"export": sentence % words})


def _consultation(export: PolisExport, about: About) -> Consultation:
    question = about.question or export.topic
    if not question:
        raise ValidationError({"question": _("The files name no topic. Write the question that was asked.")})
    if len(question) > LONGEST_QUESTION:
        sentence = _("The topic in the files has more than %(most)d letters. Write a shorter question here.")
        raise ValidationError({"question": sentence % {"most": LONGEST_QUESTION}})
    opened_at, closed_at = _span(export, about)
    return Consultation.objects.create(
        question=Texts({about.language: question}),
        text=Texts({about.language: export.description}),
        source=Texts({about.language: about.source}),
        answered_by=AnsweredBy.PUBLIC,
        voice_of=VoiceOf.PERSON,
        attribution=Attribution.ANONYMOUS,
        takes_statements=False,
        opens_on=timezone.localdate(opened_at),
        closes_on=timezone.localdate(closed_at),
        opened_at=opened_at,
        closed_at=closed_at,
        salt="",
        audience=Audience.SECRETARIAT,
    )


def _span(export: PolisExport, about: About) -> tuple[datetime, datetime]:
    """When it was opened and closed: as said, else when the first and the last vote were cast."""
    first, last = (_moment(at) for at in export.moments) if export.moments else (None, None)
    opened_at = _noon(about.opens_on) if about.opens_on else first
    closed_at = _noon(about.closes_on) if about.closes_on else last
    wrong: dict[str, str] = {}
    if opened_at is None:
        wrong["opens_on"] = _("The votes do not tell when the conversation began. Write its first day.")
    if closed_at is None:
        wrong["closes_on"] = _("The votes do not tell when the conversation ended. Write its last day.")
    elif timezone.localdate(closed_at) > today():
        wrong["closes_on"] = _("This day lies ahead. Import a conversation once it is over.")
    elif opened_at and timezone.localdate(closed_at) < timezone.localdate(opened_at):
        wrong["closes_on"] = _("The last day lies before the first. Correct one of the two.")
    if wrong or opened_at is None or closed_at is None:
        raise ValidationError(wrong)
    return opened_at, min(closed_at, now())


def _moment(at: float) -> datetime | None:
    """None for what is no moment of our time."""
    seconds = at if at < SECONDS_END else at / 1000
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if datetime(2000, 1, 1, tzinfo=UTC) <= moment <= now() else None


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _add_statements(consultation: Consultation, export: PolisExport, language: str) -> list[Statement]:
    """With the numbers that they had, where these fit. What did not count there does not count here either."""
    fits = all(one.id <= HIGHEST_NUMBER for one in export.statements)
    left_out, at = set(export.left_out), consultation.opened_at
    return Statement.objects.bulk_create(
        [
            Statement(
                consultation=consultation,
                number=one.id if fits else place,
                text=Texts({language: one.text.strip()}),
                by_participant=not one.is_seed and one.author is not None,
                accepted_at=None if one.id in left_out or not one.text.strip() else at,
                rejected_at=at if one.id in left_out or not one.text.strip() else None,
                reason=_why_left_out(one),
            )
            for place, one in enumerate(export.statements, start=1)
        ],
        batch_size=AT_ONCE,
    )


def _why_left_out(statement: PolisStatement) -> str:
    if statement.moderated == REJECTED:
        return _("Rejected in Polis.")
    if statement.is_meta:
        return _("Asks who somebody is, not what they think.")
    return "" if statement.text.strip() else _("It has no text.")


def _add_votes(consultation: Consultation, export: PolisExport, statements: list[Statement]) -> None:
    """The keys of the voices say nothing of those in the files."""
    votes = export.votes
    voters = Voter.objects.bulk_create(
        [Voter(consultation=consultation, key=f"polis:{token_hex(16)}") for _voter in votes.voters], batch_size=AT_ONCE
    )
    of_id = {one.id: statement for one, statement in zip(export.statements, statements, strict=True)}
    placed = [of_id[number] for number in votes.statements]  # type: ignore[index]

    def cast() -> Iterator[Vote]:
        for voter, place, value in zip(
            votes.voter.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True
        ):
            yield Vote(voter_id=voters[voter].pk, statement_id=placed[place].pk, value=value)

    for some in batched(cast(), AT_ONCE):
        Vote.objects.bulk_create(some)
