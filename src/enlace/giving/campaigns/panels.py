"""Campaigns in the menu of the workspace."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.giving.campaigns.rules import can_add_campaign


def workspace_entry(request: HttpRequest) -> Entry | None:
    reader = getattr(request, "user", AnonymousUser())
    return entry_to(reverse("giving:campaigns"), _("Campaigns"), request) if can_add_campaign(reader) else None
