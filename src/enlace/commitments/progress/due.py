"""What reports expect of somebody: to clear what waits, to mend what was sent back."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.commitments.models import Progress
from enlace.core.registry import Due
from enlace.network.models import State
from enlace.network.roles import roles_of


def due_to_clear(user: User, day: date) -> Iterator[Due]:
    """One for each state for which they clear. At most two queries."""
    roles = roles_of(user, day)
    own = [pk for pk in roles.states if roles.clears_for(pk)]
    counts = Counter(Progress.objects.waiting().filter(state__in=own).values_list("state", flat=True)) if own else {}
    states = State.objects.in_bulk([pk for pk in counts if pk]) if counts else {}
    for pk, state in sorted(states.items()):
        title = ngettext(
            "%(count)d report on progress waits for you to clear it",
            "%(count)d reports on progress wait for you to clear them",
            counts[pk],
        )
        yield Due(
            title % {"count": counts[pk]},
            _("Nobody outside %(state)s sees it before that.") % {"state": state.name},
            reverse("commitments:progress_to_clear"),
            _("Read the report"),
            state_id=pk,
        )


def due_to_mend(user: User, day: date) -> Iterator[Due]:
    """Each report of their states that was sent back. One query."""
    roles = roles_of(user, day)
    own = [pk for pk in roles.states if roles.acts_for(pk)]
    if not own:
        return
    found = Progress.objects.filter(state__in=own, submitted_at=None).exclude(sent_back_why="")
    for one in found.select_related("commitment").order_by("drafted_at", "pk"):
        yield Due(
            _("A report was sent back: %(commitment)s") % {"commitment": one.commitment.shown_title},
            _("Read why, change it and submit it again."),
            one.get_absolute_url(),
            _("Read why"),
            state_id=one.state_id,
        )
