from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.commitments.exchange.rules import can_import_commitments
from enlace.core.menu import entry_to
from enlace.core.registry import Entry


def import_entry(request: HttpRequest) -> Entry | None:
    if not can_import_commitments(request.user):
        return None
    return entry_to(reverse("commitments:import_commitments"), _("Import commitments"), request)
