"""Practice notes: written by a state, cleared by its validator or sent back, changed, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.mechanisms.lessons.checking import LONGEST_REASON, TEXTS, check_note, checked_words, fingerprint
from enlace.mechanisms.lessons.mail import mail_sent_back, mail_waiting
from enlace.mechanisms.lessons.rules import (
    can_add_practice_note,
    can_change_practice_note,
    can_clear_practice_note,
    can_remove_practice_note,
    can_send_back_practice_note,
    can_withdraw_practice_note,
)
from enlace.mechanisms.lessons.standing import Stage, open_reasons, stage_of
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.network.models import State

PLAIN = ("mechanism", "function", "audience", "illustrative")
UNTOLD = (*TEXTS, "contact_email")
"""Of these the audit log says only that they changed: drafts are read by their state alone."""
FIELDS = (*PLAIN, *UNTOLD, "themes")


@transaction.atomic
def add_practice_note(state: State, *, by: Anyone, **fields: Any) -> PracticeNote:
    """A draft of FIELDS that waits to be cleared. Raises ValidationError by field."""
    require(can_add_practice_note(by, state))
    note = PracticeNote(state=state)
    _set(note, fields)
    note.save()
    _set_themes(note, fields)
    record("add_practice_note", note, by=by, after=_facts(note, ("state", *PLAIN, "themes")))
    mail_waiting(note, by)
    return note


@transaction.atomic
def change_practice_note(note: PracticeNote, *, by: Anyone, seen: str | None = None, **fields: Any) -> PracticeNote:
    """Set those of FIELDS that are given. What was cleared, withdrawn or sent back then waits to be cleared again.

    `seen` is the fingerprint of what was there when a form was opened. Raises ValidationError by field.
    """
    note = _locked(note)
    require(can_change_practice_note(by, note))
    if seen is not None and seen != fingerprint(note):
        sentence = _(
            "Somebody changed the note while you wrote. Compare with it; saving again puts yours in its place."
        )
        raise ValidationError(sentence)
    stood, themes = PracticeNote.objects.get(pk=note.pk), _themes(note)
    was = stage_of(note)
    _set(note, fields)
    _set_themes(note, fields)
    changed = [name for name in FIELDS if name != "themes" and getattr(note, name) != getattr(stood, name)]
    before = _facts(stood, [name for name in changed if name in PLAIN])
    after = _facts(note, [name for name in changed if name in PLAIN])
    if _themes(note) != themes:
        changed.append("themes")
        before["themes"], after["themes"] = themes, _themes(note)
    if not changed and was != Stage.SENT_BACK:
        return note
    moments = [name for name in ("cleared_at", "withdrawn_at") if getattr(note, name)]
    before |= _facts(note, moments)
    note.cleared_at = note.withdrawn_at = None
    note.save()
    _settle_reasons(note, by)
    record("change_practice_note", note, by=by, before=before, after=after | {"changed": changed})
    if was != Stage.WAITING:
        mail_waiting(note, by)
    return note


@transaction.atomic
def clear_practice_note(note: PracticeNote, *, by: Anyone, seen: str | None = None) -> PracticeNote:
    """From now on its audience reads it. `seen` is the fingerprint of what was read, where somebody read a page.

    Raises ValidationError where the note was changed since.
    """
    note = _locked(note)
    require(can_clear_practice_note(by, note), _("This note was cleared already, or is not yours to clear."))
    if seen is not None and seen != fingerprint(note):
        raise ValidationError(_("The note was changed after you opened it. Read it again, then clear it."))
    before = _facts(note, ("withdrawn_at",)) if note.withdrawn_at else {}
    note.cleared_at, note.withdrawn_at = now(), None
    note.save(update_fields=["cleared_at", "withdrawn_at"])
    _settle_reasons(note, by)
    record("clear_practice_note", note, by=by, before=before, after=_facts(note, ("cleared_at",)))
    return note


@transaction.atomic
def send_back_practice_note(note: PracticeNote, *, by: Anyone, why: str) -> PracticeNote:
    """Those who act for the state read the reason and are told by mail. Raises ValidationError for `why`."""
    note = _locked(note)
    require(can_send_back_practice_note(by, note), _("This note does not wait to be cleared."))
    why = checked_words("why", why, LONGEST_REASON, _("Say what has to change, so that it can be changed."))
    validator: Any = by
    NoteQuestion.objects.create(note=note, state_id=note.state_id, text=why, at=now(), by=validator)
    record("send_back_practice_note", note, by=by)
    mail_sent_back(note, by, why)
    return note


@transaction.atomic
def withdraw_practice_note(note: PracticeNote, *, by: Anyone) -> PracticeNote:
    """Its own state alone reads it; the questions and replies stay with both states."""
    note = _locked(note)
    require(can_withdraw_practice_note(by, note), _("This note is not cleared, so nobody else reads it."))
    note.withdrawn_at = now()
    note.save(update_fields=["withdrawn_at"])
    record("withdraw_practice_note", note, by=by, after=_facts(note, ("withdrawn_at",)))
    return note


@transaction.atomic
def remove_practice_note(note: PracticeNote, *, by: Anyone) -> None:
    """A draft that nobody outside the state has read, with the reasons for which it was sent back."""
    note = _locked(note)
    require(can_remove_practice_note(by, note), _("This note was cleared once. It can be withdrawn, not removed."))
    record("remove_practice_note", note, by=by, before=_facts(note, ("state", *PLAIN, "themes")))
    note.delete()


def _locked(note: PracticeNote) -> PracticeNote:
    return PracticeNote.objects.select_for_update().get(pk=note.pk)


def _set(note: PracticeNote, fields: Mapping[str, Any]) -> None:
    """Raises ValidationError by field."""
    for name in (*PLAIN, *UNTOLD):
        if name in fields:
            setattr(note, name, _tidied(name, fields[name]))
    check_note(note)


def _tidied(name: str, given: Any) -> Any:
    if name in TEXTS:
        return Texts({code: text.replace("\0", "").strip() for code, text in (given or {}).items()})
    return (given or "").strip() if name == "contact_email" else given


def _set_themes(note: PracticeNote, fields: Mapping[str, Any]) -> None:
    if "themes" in fields:
        note.themes.set(fields["themes"])


def _settle_reasons(note: PracticeNote, by: Anyone) -> None:
    found = open_reasons(note).select_for_update(of=("self",)).values_list("pk", flat=True)
    NoteQuestion.objects.filter(pk__in=list(found)).update(replied_at=now(), replied_by=by.pk)


def _themes(note: PracticeNote) -> list[int]:
    return sorted(note.themes.values_list("pk", flat=True))


def _facts(note: PracticeNote, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them."""
    facts: dict[str, Any] = {}
    for name in names:
        if name == "themes":
            facts[name] = _themes(note)
            continue
        value = getattr(note, name)
        facts[name] = value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
    return facts
