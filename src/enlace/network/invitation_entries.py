from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.network.rules import can_see_invitations


def invitations_entry(request: HttpRequest) -> Entry | None:
    if not can_see_invitations(request.user):
        return None
    return entry_to(reverse("network:invitations"), _("Invitations"), request)
