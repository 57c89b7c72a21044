"""Challenges in the menu of the workspace and on the page of a state."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, SharedChallenge
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.network.models import State
from enlace.network.parties import MEMBERS


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def workspace_entry(request: HttpRequest) -> Entry | None:
    if not MEMBERS.holds(_reader(request)):
        return None
    return entry_to(reverse("consultations:challenges"), _("Challenges"), request)


def state_panel(request: HttpRequest, state: State) -> Panel | None:
    """What a state proposed and what it faces too, for members."""
    reader = _reader(request)
    if not MEMBERS.holds(reader):
        return None
    shared = SharedChallenge.objects.filter(state=state).values("challenge")
    standing = Challenge.objects.visible_to(reader).standing()
    proposed, faced = list(standing.filter(state=state)), list(standing.filter(pk__in=shared))
    if not proposed and not faced:
        return None
    return Panel("consultations/panels/state_challenges.html", {"proposed": proposed, "faced": faced})
