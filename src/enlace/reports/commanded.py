"""Reports that are drafted by the command line: of what, from the public record and from what people wrote of it."""

from collections.abc import Callable, Mapping
from typing import Any

from enlace.commitments.models import ReviewRound
from enlace.core.languages import current_language
from enlace.mechanisms.models import Edition
from enlace.meetings.models import Meeting
from enlace.network.composition import years
from enlace.network.models import State
from enlace.reports.annual.facts import EVERYBODY
from enlace.reports.document.outline import compose
from enlace.reports.dossier.actions import make_dossier
from enlace.reports.kinds import KINDS
from enlace.reports.models import Report
from enlace.reports.models.reports import SUBJECTS
from enlace.reports.planning.drafting import Drafted, draft_of


class Unknown(Exception):
    """There is nothing to report; the message says why, and what can be chosen."""


def subject_of(kind: str, options: Mapping[str, Any]) -> Any:
    """Raises Unknown."""
    return FINDERS[kind](options)


def drafted(kind: str, subject: Any) -> Drafted:
    """In the active language: the draft that was begun of it, else what the record says alone. Raises Unknown."""
    if kind == "dossier":
        return Drafted(make_dossier(subject, by=None, language=current_language()), {})
    begun = Report.objects.filter(**{SUBJECTS[kind]: subject}).first()
    if begun is not None:
        return draft_of(begun)
    return Drafted(compose(KINDS[kind], subject), {})


def _year(options: Mapping[str, Any]) -> int:
    year, known = options["year"], years()
    if not known:
        raise Unknown("No membership of a state is on record yet, so that there is nothing to report.")
    if year not in known:
        raise Unknown(f"Nothing is on record of {year}. Choose a year from {known[0]} to {known[-1]}.")
    return int(year)


def _edition(options: Mapping[str, Any]) -> Edition:
    closed = Edition.objects.closed().order_by("-closed_at", "-pk")
    return _one(closed, options["edition"], "edition of the register of mechanisms is closed")


def _meeting(options: Mapping[str, Any]) -> Meeting:
    public = Meeting.objects.visible_to(EVERYBODY)
    held = public.past().filter(cancelled_at=None) if options["meeting"] is None else public
    return _one(held.order_by("-begins_on", "-pk"), options["meeting"], "public meeting is on record")


def _round(options: Mapping[str, Any]) -> ReviewRound:
    closed = ReviewRound.objects.visible_to(EVERYBODY).closed().order_by("-closes_on", "-pk")
    return _one(closed, options["round"], "review round with a public report is closed")


def _one(records: Any, number: int | None, what: str) -> Any:
    """The one of that number, or the first. Raises Unknown."""
    found = list(records)
    if not found:
        raise Unknown(f"No {what} yet, so that there is nothing to report.")
    if number is None:
        return found[0]
    one = next((record for record in found if record.pk == number), None)
    if one is None:
        known = ", ".join(f"{record.pk} ({record})" for record in found[:20])
        raise Unknown(f"There is no number {number} among them. Choose one of these: {known}.")
    return one


def _state(options: Mapping[str, Any]) -> State:
    code = str(options["state"]).strip().upper()
    members = State.objects.members().order_by("code")
    found = members.filter(code=code).first()
    if found is None:
        known = ", ".join(members.values_list("code", flat=True)) or "there is none yet"
        raise Unknown(f"No member state has the code {code[:20]}. Choose one of these: {known}.")
    return found


FINDERS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "annual": _year,
    "booklet": _edition,
    "meeting": _meeting,
    "round": _round,
    "dossier": _state,
}
