"""Reports of progress: drafted, submitted, cleared by the validator of the state, sent back, taken back."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Commitment, Progress, body_fields
from enlace.commitments.parties import parties_of
from enlace.commitments.progress.checking import check_progress, checked_percent, checked_value
from enlace.commitments.progress.evidence_files import erase_files_of
from enlace.commitments.progress.mail import mail_sent_back, mail_waiting, validators_of
from enlace.commitments.progress.open_rounds import open_round
from enlace.commitments.progress.rules import (
    can_change_progress,
    can_clear_progress,
    can_draft_progress,
    can_record_progress,
    can_remove_progress,
    can_send_back_progress,
    can_submit_progress,
    can_take_back_progress,
)
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.network.audiences import Audience

FIELDS = ("reported_on", "percent", "milestone", "value", "text", "audience", "illustrative")
IDENTITY = ("commitment", "state", "organisation", "round")
LONGEST_REASON = 1000


@transaction.atomic
def draft_progress(commitment: Commitment, *, by: Anyone, body: Body, **fields: Any) -> Progress:
    """Of FIELDS, for a review round if one is open. Its body alone sees it. Raises ValidationError by field.

    `percent` and `value` are taken as they were typed; the audience is the commitment's if none is given.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    require(can_draft_progress(by, commitment, body))
    progress = _new(commitment, body, fields)
    progress.round = open_round(today())
    progress.save()
    record("draft_progress", progress, by=by, after=_facts(progress, (*IDENTITY, *FIELDS)))
    return progress


@transaction.atomic
def record_progress(
    commitment: Commitment, *, by: Anyone | None, body: Body, source: Mapping[str, str], **fields: Any
) -> Progress:
    """What `body` reported in a document that `source` names: cleared by that, and marked as recorded.

    Raises ValidationError by field.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    require(can_record_progress(by, commitment))
    if not any(text.strip() for text in source.values()):
        raise ValidationError({"source": _("Name the document in which this was reported, with its date.")})
    if body not in parties_of(commitment):
        raise ValidationError({"body": _("Choose one of the parties to the commitment.")})
    progress = _new(commitment, body, fields)
    progress.source, progress.round = Texts(source), open_round(progress.reported_on)
    progress.submitted_at = progress.cleared_at = now()
    progress.save()
    record("record_progress", progress, by=by, after=_facts(progress, (*IDENTITY, *FIELDS)))
    return progress


def _new(commitment: Commitment, body: Body, fields: Mapping[str, Any]) -> Progress:
    within = Audience.MEMBERS if commitment.audience == Audience.INVITED else commitment.audience
    progress = Progress(commitment=commitment, audience=within, illustrative=commitment.illustrative)
    for name, value in body_fields(body).items():
        setattr(progress, name, value)
    _set(progress, fields)
    return progress


@transaction.atomic
def change_progress(progress: Progress, *, by: Anyone, **fields: Any) -> Progress:
    """Set those of FIELDS that are given. Raises ValidationError by field."""
    progress = _locked(progress)
    require(can_change_progress(by, progress), _("This report is not a draft any more."))
    before = Progress.objects.get(pk=progress.pk)
    _set(progress, fields)
    changed = [name for name in FIELDS if getattr(progress, name) != getattr(before, name)]
    if changed:
        progress.save()
        record("change_progress", progress, by=by, before=_facts(before, changed), after=_facts(progress, changed))
    return progress


@transaction.atomic
def remove_progress(progress: Progress, *, by: Anyone) -> None:
    """A draft, with its evidence and the contents of the files."""
    progress = _locked(progress)
    require(can_remove_progress(by, progress), _("This report is not a draft any more."))
    for evidence in progress.evidence.all():
        erase_files_of(evidence, by=by)
    record("remove_progress", progress, by=by, before=_facts(progress, (*IDENTITY, *FIELDS)))
    progress.delete()


@transaction.atomic
def submit_progress(progress: Progress, *, by: Anyone) -> Progress:
    """The validator of the state is asked to clear it; where it has none, and of an observer, it is cleared now."""
    Commitment.objects.select_for_update().get(pk=progress.commitment_id)
    progress = _locked(progress)
    require(can_submit_progress(by, progress), _("This report was submitted already, or its commitment is closed."))
    check_progress(progress)
    moment = now()
    waits = progress.state_id is not None and validators_of(progress.state_id).exists()
    progress.submitted_at, progress.cleared_at = moment, None if waits else moment
    progress.sent_back_why = ""
    if progress.round is None or not progress.round.is_open:
        progress.round = open_round(today()) or progress.round
    progress.save()
    after = _facts(progress, ("submitted_at", "cleared_at", "round"))
    record("submit_progress", progress, by=by, after=after)
    if waits:
        mail_waiting(progress, by)
    return progress


@transaction.atomic
def clear_progress(progress: Progress, *, by: Anyone) -> Progress:
    """From now on its audience reads it, and nothing in it changes any more."""
    progress = _locked(progress)
    require(can_clear_progress(by, progress), _("This report does not wait to be cleared."))
    progress.cleared_at = now()
    progress.save(update_fields=["cleared_at"])
    record("clear_progress", progress, by=by, after=_facts(progress, ("cleared_at",)))
    return progress


@transaction.atomic
def send_back_progress(progress: Progress, *, by: Anyone, why: str) -> Progress:
    """It is a draft again; those who speak for the state read the reason, which the audit log does not hold."""
    progress = _locked(progress)
    require(can_send_back_progress(by, progress), _("This report does not wait to be cleared."))
    why = why.strip()
    if not why:
        raise ValidationError({"why": _("Say what has to change, so that it can be changed.")})
    if len(why) > LONGEST_REASON:
        raise ValidationError({"why": _("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON}})
    before = _facts(progress, ("submitted_at",))
    progress.submitted_at, progress.sent_back_why = None, why
    progress.save(update_fields=["submitted_at", "sent_back_why"])
    record("send_back_progress", progress, by=by, before=before, after={"submitted_at": None})
    mail_sent_back(progress, by)
    return progress


@transaction.atomic
def take_back_progress(progress: Progress, *, by: Anyone | None) -> Progress:
    """What waits is a draft again. What was cleared is read by nobody but its own body, and counts no more."""
    progress = _locked(progress)
    require(can_take_back_progress(by, progress), _("This report cannot be taken back by you, or was already."))
    name = "submitted_at" if progress.cleared_at is None else "taken_back_at"
    before = _facts(progress, (name,))
    setattr(progress, name, None if name == "submitted_at" else now())
    progress.save(update_fields=[name])
    record("take_back_progress", progress, by=by, before=before, after=_facts(progress, (name,)))
    return progress


def _locked(progress: Progress) -> Progress:
    return Progress.objects.select_for_update().get(pk=progress.pk)


def _set(progress: Progress, fields: Mapping[str, Any]) -> None:
    """Raises ValidationError by field."""
    for name in FIELDS:
        if name in fields:
            setattr(progress, name, _read(name, fields[name]))
    check_progress(progress)


def _read(name: str, given: Any) -> Any:
    match name:
        case "percent":
            return checked_percent(given)
        case "value":
            return checked_value(given)
        case "text":
            return Texts({code: text.strip() for code, text in (given or {}).items()})
    return given


def _facts(progress: Progress, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them: of the text, in which languages it is."""
    facts: dict[str, Any] = {}
    for name in names:
        value = getattr(progress, name)
        if name == "text":
            facts["languages"] = sorted(value)
        elif isinstance(value, date):
            facts[name] = value.isoformat()
        else:
            facts[name] = str(value) if isinstance(value, Decimal) else getattr(value, "pk", value)
    return facts
