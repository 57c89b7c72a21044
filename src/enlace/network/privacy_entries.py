from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.network.models import Person
from enlace.network.rules import can_read_audit


def audit_entry(request: HttpRequest) -> Entry | None:
    return entry_to(reverse("network:audit"), _("Audit log"), request) if can_read_audit(request.user) else None


def your_data_entry(request: HttpRequest) -> Entry | None:
    """Current where it leads: to what is held on the person who is signed in."""
    if not request.user.is_authenticated:
        return None
    entry = entry_to(reverse("network:your_data"), _("Your data"), request)
    match = request.resolver_match
    if match is None or match.view_name != "network:held":
        return entry
    own = Person.objects.filter(pk=match.kwargs["person_id"], user=request.user.pk).exists()
    return Entry(entry.label, entry.address, "page" if own else "")
