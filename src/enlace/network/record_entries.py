"""Ways to the records in the menu of the workspace."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.network.roles import roles_of
from enlace.network.rules import can_record_membership, can_record_organisation


def people_entry(request: HttpRequest) -> Entry | None:
    return entry_to(reverse("network:people"), _("People"), request) if roles_of(request.user).is_member else None


def memberships_entry(request: HttpRequest) -> Entry | None:
    if not can_record_membership(request.user):
        return None
    return entry_to(reverse("network:memberships"), _("Memberships"), request)


def organisations_entry(request: HttpRequest) -> Entry | None:
    if not can_record_organisation(request.user):
        return None
    return entry_to(reverse("network:organisations"), _("Organisations"), request)
