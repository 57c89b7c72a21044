"""Reports in the menus, and on the page of the meeting that one is about."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from enlace.accounts.rules import Anyone
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.meetings.models import Meeting
from enlace.network.parties import MEMBERS
from enlace.reports.editions.queries import text_for_reader
from enlace.reports.models import ReportEdition


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def public_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("reports:reports"), pgettext("published", "Reports"), request)


def workspace_entry(request: HttpRequest) -> Entry | None:
    return public_entry(request) if MEMBERS.holds(_reader(request)) else None


def meeting_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """The record of the meeting, once an edition of it is public."""
    newest = ReportEdition.objects.published().filter(report__meeting=meeting).order_by("-number").first()
    text = text_for_reader(list(newest.texts.select_related("pdf"))) if newest else None
    return Panel("reports/panels/meeting_report.html", {"text": text}) if text else None
