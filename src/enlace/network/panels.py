"""What the network shows on the pages of other apps."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.clock import today
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.network.composition import Composition, members_on, years
from enlace.network.models import Membership


def members_panel(request: HttpRequest) -> Panel | None:
    """For the home page; None in a network without members."""
    day = today()
    members = members_on(day)
    if not members:
        return None
    return Panel("network/home_panel.html", {"composition": Composition(day, members, ()), "years": years()})


def members_entry(request: HttpRequest) -> Entry | None:
    if not Membership.objects.of_states().exists():
        return None
    return entry_to(reverse("network:states"), _("Member states"), request)
