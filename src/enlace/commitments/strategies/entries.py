"""Joint strategies in the menu of the workspace."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.network.parties import THE_NETWORK


def workspace_entry(request: HttpRequest) -> Entry | None:
    if not THE_NETWORK.holds(getattr(request, "user", AnonymousUser())):
        return None
    return entry_to(reverse("commitments:strategies"), _("Joint strategies"), request)
