"""Consultations in the menus and on the page of the meeting that they prepare."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.consultations.answering.visiting import voice_in
from enlace.consultations.consulting.queries import shown_consultations
from enlace.consultations.models import Consultation
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.meetings.models import Meeting
from enlace.network.parties import THE_NETWORK


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def public_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("consultations:consultations"), _("Consultations"), request)


def workspace_entry(request: HttpRequest) -> Entry | None:
    if not THE_NETWORK.holds(_reader(request)):
        return None
    return entry_to(reverse("consultations:consultations"), _("Consultations"), request)


def meeting_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """Those that prepare the meeting and that the reader sees."""
    found = Consultation.objects.visible_to(request.user).filter(meeting=meeting)
    shown = shown_consultations(found, request.user, lambda one: voice_in(request, one))
    return Panel("consultations/panels/consultations.html", {"consultations": shown}) if shown else None
