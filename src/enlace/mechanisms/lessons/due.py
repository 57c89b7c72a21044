"""What practice notes expect of somebody: to clear what waits, to mend what was sent back, to reply to a question."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.mechanisms.lessons.standing import has_validator, questions_of_others, sent_back, waiting
from enlace.network.roles import roles_of


def due_to_clear(user: User, day: date) -> Iterator[Due]:
    """Each note that waits; who acts for a state without a validator clears it themself. A query, and one a state."""
    roles = roles_of(user, day)
    if not roles.states:
        return
    validated: dict[int, bool] = {}
    for note in waiting().filter(state__in=roles.states).select_related("state").order_by("drafted_at", "pk"):
        if not roles.clears_for(note.state_id):
            validated.setdefault(note.state_id, has_validator(note.state_id))
            if validated[note.state_id]:
                continue
        yield Due(
            _("Clear a practice note: %(note)s") % {"note": note.shown_title},
            _("Nobody outside %(state)s reads it before that.") % {"state": note.state.name},
            note.get_absolute_url(),
            _("Read the note"),
            state_id=note.state_id,
        )


def due_to_mend(user: User, day: date) -> Iterator[Due]:
    """Each note of their states that was sent back. One query."""
    roles = roles_of(user, day)
    own = [pk for pk in roles.states if roles.acts_for(pk)]
    if not own:
        return
    for note in sent_back().filter(state__in=own).order_by("drafted_at", "pk"):
        yield Due(
            _("A practice note was sent back: %(note)s") % {"note": note.shown_title},
            _("Read why, and change it. Then it waits to be cleared again."),
            note.get_absolute_url(),
            _("Read why"),
            state_id=note.state_id,
        )


def due_to_reply(user: User, day: date) -> Iterator[Due]:
    """Each question of another state that has no reply. One query."""
    roles = roles_of(user, day)
    own = [pk for pk in roles.states if roles.acts_for(pk)]
    if not own:
        return
    found = questions_of_others().filter(note__state__in=own, replied_at=None)
    for one in found.select_related("note", "state").order_by("at", "pk"):
        words = {"state": one.state.name, "note": one.note.shown_title}
        yield Due(
            _("%(state)s asks about your practice note: %(note)s") % words,
            _("The two states alone read the question and the reply."),
            reverse("mechanisms:reply_to_note_question", args=[one.pk]),
            _("Reply"),
            state_id=one.note.state_id,
        )
