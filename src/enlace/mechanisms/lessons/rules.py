"""A state writes its notes itself: the secretariat reads what is cleared, as the others do."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import allows
from enlace.mechanisms.lessons.parties import ASKED_FOCAL_POINT, OTHER_FOCAL_POINT
from enlace.mechanisms.lessons.standing import Stage, has_validator, stage_of, was_cleared
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.network.models import State
from enlace.network.parties import OWN_FOCAL_POINT, OWN_VALIDATOR
from enlace.network.roles import roles_of


@allows(OWN_FOCAL_POINT, does=_("Write a practice note"))
def can_add_practice_note(user: Anyone, state: State) -> bool:
    return True


@allows(OWN_FOCAL_POINT, does=_("Change a practice note; one that is cleared is a draft again"))
def can_change_practice_note(user: Anyone, note: PracticeNote) -> bool:
    return True


@allows(
    OWN_VALIDATOR,
    OWN_FOCAL_POINT,
    does=_("Clear a practice note"),
    condition=_("it is a draft or was withdrawn; the focal point or alternate only while the state has no validator"),
)
def can_clear_practice_note(user: Anyone, note: PracticeNote) -> bool:
    return not note.is_cleared and (roles_of(user).clears_for(note.state_id) or not has_validator(note.state_id))


@allows(
    OWN_VALIDATOR,
    does=_("Send a practice note back, with the reason"),
    condition=_("it is a draft that waits to be cleared"),
)
def can_send_back_practice_note(user: Anyone, note: PracticeNote) -> bool:
    return stage_of(note) == Stage.WAITING


@allows(OWN_FOCAL_POINT, OWN_VALIDATOR, does=_("Withdraw a practice note"), condition=_("the note is cleared"))
def can_withdraw_practice_note(user: Anyone, note: PracticeNote) -> bool:
    return note.is_cleared


@allows(OWN_FOCAL_POINT, does=_("Remove a practice note"), condition=_("it was never cleared"))
def can_remove_practice_note(user: Anyone, note: PracticeNote) -> bool:
    return not was_cleared(note)


@allows(OTHER_FOCAL_POINT, does=_("Ask another state about its practice note"), condition=_("the note is cleared"))
def can_ask_about_practice_note(user: Anyone, note: PracticeNote, state: State | None = None) -> bool:
    """For `state` where it is named: another than that of the note, for which they act."""
    own = state is None or (state.pk != note.state_id and roles_of(user).acts_for(state.pk))
    return own and note.is_cleared


@allows(
    ASKED_FOCAL_POINT,
    does=_("Reply to a question about a practice note"),
    condition=_("another state asks, and there is no reply yet"),
)
def can_reply_to_note_question(user: Anyone, question: NoteQuestion) -> bool:
    return question.replied_at is None and question.state_id != question.note.state_id
