"""Where a practice note stands, from its moments and from what its own validator asks to have changed.

A reason for which a note was sent back is a question of the note's own state: open until the note is changed or
cleared. What other states ask are the questions whose state is another.
"""

from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.mechanisms.models.lessons import NoteQuestionQuerySet, PracticeNoteQuerySet
from enlace.network.models import Role
from enlace.network.standing import giving_rights_on

CLEARING = "clear_practice_note"
"""The action by which the audit log knows that a note was cleared once."""


class Stage(StrEnum):
    """Those of a draft are the first two."""

    WAITING = "waiting"
    SENT_BACK = "sent_back"
    CLEARED = "cleared"
    WITHDRAWN = "withdrawn"


def reasons() -> NoteQuestionQuerySet:
    """Why notes were sent back, those settled included."""
    return NoteQuestion.objects.filter(state=F("note__state"))


def questions_of_others() -> NoteQuestionQuerySet:
    return NoteQuestion.objects.exclude(state=F("note__state"))


def open_reasons(note: PracticeNote) -> NoteQuestionQuerySet:
    return reasons().filter(note=note, replied_at=None)


def _sent_back() -> Exists:
    return Exists(NoteQuestion.objects.filter(note=OuterRef("pk"), state=OuterRef("state"), replied_at=None))


def drafts() -> PracticeNoteQuerySet:
    """Those that are not cleared; `is_sent_back` tells whether its validator has sent it back."""
    return PracticeNote.objects.filter(cleared_at=None).annotate(is_sent_back=_sent_back())


def waiting() -> PracticeNoteQuerySet:
    """Drafts that wait to be cleared."""
    return PracticeNote.objects.filter(~_sent_back(), cleared_at=None)


def sent_back() -> PracticeNoteQuerySet:
    """Drafts that wait to be changed."""
    return PracticeNote.objects.filter(_sent_back(), cleared_at=None)


def stage_of(note: PracticeNote, *, is_sent_back: bool | None = None) -> Stage:
    """Without `is_sent_back` a draft costs one query."""
    if note.withdrawn_at:
        return Stage.WITHDRAWN
    if note.cleared_at:
        return Stage.CLEARED
    sent_back = open_reasons(note).exists() if is_sent_back is None else is_sent_back
    return Stage.SENT_BACK if sent_back else Stage.WAITING


def was_cleared(note: PracticeNote) -> bool:
    """Whether others may have read it: now, or before somebody changed it."""
    lines = AuditEntry.objects.filter(subject_kind=note._meta.label_lower, subject_id=str(note.pk))
    once = Q(action=CLEARING) | Q(before__has_key="cleared_at")
    return note.cleared_at is not None or lines.filter(once).exists()


def has_validator(state_id: int) -> bool:
    """Today."""
    return giving_rights_on(today()).filter(role=Role.VALIDATOR, state=state_id, person__erased_at=None).exists()
