from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.pages import page
from enlace.core.registry import Entry
from enlace.network.rules_explained import explained_apps, explained_audiences, explained_roles


@login_required
def rules(request: HttpRequest) -> HttpResponse:
    context = {"apps": list(explained_apps()), "roles": explained_roles(), "audiences": explained_audiences()}
    return page(request, "network/rules.html", context)


def rules_entry(request: HttpRequest) -> Entry | None:
    if not request.user.is_authenticated:
        return None
    return entry_to(reverse("network:rules"), _("Who may do what"), request)
