"""The way to the dossier, for those who may make it: on the page of the state, and in the workspace."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from enlace.accounts.rules import Anyone
from enlace.core.registry import Panel
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.reports.dossier.rules import can_make_dossier


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def state_panel(request: HttpRequest, state: State) -> Panel | None:
    if not can_make_dossier(_reader(request), state):
        return None
    return Panel("reports/dossier_panel.html", {"states": [state]})


def workspace_panel(request: HttpRequest) -> Panel | None:
    reader = _reader(request)
    own = State.objects.filter(pk__in=roles_of(reader).states).order_by("code")
    states = [one for one in own if can_make_dossier(reader, one)]
    return Panel("reports/dossier_panel.html", {"states": states}) if states else None
