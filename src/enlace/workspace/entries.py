"""The ways to the workspace."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry


def home_entry(request: HttpRequest) -> Entry | None:
    """The first in the workspace's own menu, and no parent of the others."""
    address = reverse("workspace:home")
    current = "page" if request.path == address else ""
    return Entry(_("Home"), address, current) if request.user.is_authenticated else None


def workspace_entry(request: HttpRequest) -> Entry:
    """In the head of every page."""
    return entry_to(reverse("workspace:home"), _("Workspace"), request)
