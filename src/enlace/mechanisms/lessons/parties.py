"""Who asks about a practice note, and who replies."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import Party
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.network.models import State
from enlace.network.roles import roles_of


def writing_states(user: Anyone) -> list[State]:
    """The states for which somebody acts. At most one query."""
    roles = roles_of(user)
    own = [pk for pk in roles.states if roles.acts_for(pk)]
    return list(State.objects.filter(pk__in=own)) if own else []


def asking_states(user: Anyone, note: PracticeNote) -> list[State]:
    """The states for which somebody acts, but that of the note. At most one query."""
    return [state for state in writing_states(user) if state.pk != note.state_id]


def _acts_for_another(user: Anyone, note: PracticeNote, *things: Any) -> bool:
    roles = roles_of(user)
    return any(pk != note.state_id and roles.acts_for(pk) for pk in roles.states)


def _acts_for_the_note(user: Anyone, question: NoteQuestion, *things: Any) -> bool:
    return roles_of(user).acts_for(question.note.state_id)


OTHER_FOCAL_POINT = Party(_("focal point or alternate of another state"), _acts_for_another)
ASKED_FOCAL_POINT = Party(_("focal point or alternate of the state that is asked"), _acts_for_the_note)
