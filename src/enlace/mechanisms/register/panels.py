"""The register in the menus and on the page of a member state."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.queries import Line
from enlace.mechanisms.register.rules import can_add_mechanism
from enlace.network.models import State
from enlace.network.parties import THE_NETWORK


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def public_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("mechanisms:mechanisms"), _("Mechanisms"), request)


def workspace_entry(request: HttpRequest) -> Entry | None:
    """From there ways lead to editions, questionnaires, practice notes."""
    return public_entry(request) if THE_NETWORK.holds(_reader(request)) else None


def state_panel(request: HttpRequest, state: State) -> Panel:
    """The mechanisms of a state, or that none is on record."""
    reader = _reader(request)
    lines = [Line(one) for one in Mechanism.objects.visible_to(reader).filter(state=state)]
    may_add = not lines and can_add_mechanism(reader)
    return Panel("mechanisms/panels/state_mechanisms.html", {"lines": lines, "state": state, "may_add": may_add})
