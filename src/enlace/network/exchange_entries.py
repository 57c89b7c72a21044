from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.network.rules import can_import_directory


def exchange_entry(request: HttpRequest) -> Entry | None:
    if not can_import_directory(request.user):
        return None
    entry = entry_to(reverse("network:import_table"), _("Import and export"), request)
    return replace(entry, current="true") if request.path.startswith(reverse("network:export")) else entry
