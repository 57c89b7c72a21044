"""The page of a practice note: the note, where it stands, what this reader may do, and what two states say of it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.accounts.rules import Anyone
from enlace.mechanisms.lessons.checking import fingerprint
from enlace.mechanisms.lessons.rules import (
    can_ask_about_practice_note,
    can_change_practice_note,
    can_clear_practice_note,
    can_remove_practice_note,
    can_reply_to_note_question,
    can_send_back_practice_note,
    can_withdraw_practice_note,
)
from enlace.mechanisms.lessons.standing import Stage, has_validator, stage_of
from enlace.mechanisms.models import Mechanism, NoteQuestion, PracticeNote
from enlace.network.roles import roles_of
from enlace.themes.models import Theme


@dataclass(frozen=True)
class ShownQuestion:
    question: NoteQuestion
    may_reply: bool


@dataclass(frozen=True)
class ShownNote:
    """`mechanism` only where this reader sees it; `why` is what its validator asks to have changed.

    `is_own` readers are of its state; `is_validated`: the state has somebody who clears.
    """

    note: PracticeNote
    stage: Stage
    fingerprint: str
    mechanism: Mechanism | None
    themes: list[Theme]
    questions: list[ShownQuestion]
    why: NoteQuestion | None
    is_own: bool
    is_validated: bool
    may_change: bool
    may_clear: bool
    may_send_back: bool
    may_withdraw: bool
    may_remove: bool
    may_ask: bool


def found_note(request: HttpRequest, practice_note_id: int) -> PracticeNote:
    """Raises Http404 for a note that the reader does not see."""
    seen = PracticeNote.objects.visible_to(request.user).select_related("state")
    return get_object_or_404(seen, pk=practice_note_id)


def found_question(request: HttpRequest, note_question_id: int) -> NoteQuestion:
    """Raises Http404 for a question that the reader does not see."""
    seen = NoteQuestion.objects.visible_to(request.user).select_related("note__state", "state")
    return get_object_or_404(seen, pk=note_question_id)


def shown_note(note: PracticeNote, reader: Anyone) -> ShownNote:
    is_own = note.state_id in roles_of(reader).states
    asked = list(NoteQuestion.objects.visible_to(reader).filter(note=note).select_related("state"))
    for question in asked:
        question.note = note
    reasons = [one for one in asked if one.state_id == note.state_id and one.replied_at is None]
    may_withdraw = can_withdraw_practice_note(reader, note)
    return ShownNote(
        note=note,
        stage=stage_of(note, is_sent_back=bool(reasons)),
        fingerprint=fingerprint(note),
        mechanism=Mechanism.objects.visible_to(reader).filter(practice_notes=note).first(),
        themes=list(note.themes.all()),
        questions=[
            ShownQuestion(one, can_reply_to_note_question(reader, one))
            for one in asked
            if one.state_id != note.state_id
        ],
        why=reasons[-1] if reasons else None,
        is_own=is_own,
        is_validated=is_own and has_validator(note.state_id),
        may_change=can_change_practice_note(reader, note),
        may_clear=can_clear_practice_note(reader, note),
        may_send_back=can_send_back_practice_note(reader, note),
        may_withdraw=may_withdraw,
        may_remove=can_remove_practice_note(reader, note),
        may_ask=can_ask_about_practice_note(reader, note),
    )
