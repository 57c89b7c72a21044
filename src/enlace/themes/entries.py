from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.themes.rules import can_add_theme


def themes_entry(request: HttpRequest) -> Entry | None:
    if not can_add_theme(request.user):
        return None
    return entry_to(reverse("themes:themes"), _("Themes"), request)
