"""What commitments expect of somebody: the word of the party for which they speak."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.commitments.making.queries import acts_asked
from enlace.commitments.making.words import act_asked
from enlace.commitments.models import spoken_bodies
from enlace.core.registry import Due


def due_words(user: User, day: date) -> Iterator[Due]:
    """One for each act, in a number of queries that does not grow with them."""
    for asked in acts_asked(spoken_bodies(user), user):
        kind, pk = asked.bodies[0]
        yield Due(
            _("Your word is missing: %(title)s") % {"title": asked.event.commitment.shown_title},
            act_asked(asked.event),
            reverse("commitments:confirm_act", args=[asked.event.pk]),
            _("Read it and give your word"),
            None,
            pk if kind == "state" else None,
        )
