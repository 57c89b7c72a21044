from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry


def search_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("search:search"), _("Search"), request)
