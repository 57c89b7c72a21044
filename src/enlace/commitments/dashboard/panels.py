"""Commitments in the menus, on the home page, and on the pages of states and meetings."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.commitments.dashboard.figures import row_of_all
from enlace.commitments.dashboard.records import shown_commitments
from enlace.commitments.dashboard.selection import selection_from
from enlace.commitments.dashboard.shown import HEADS, Head
from enlace.commitments.dashboard.standings import Shown
from enlace.commitments.lineage.acts import Kind
from enlace.commitments.models import CommitmentEvent
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.meetings.models import Meeting
from enlace.network.models import State
from enlace.network.parties import THE_NETWORK

NEWEST, OF_A_STATE, OF_A_MEETING = 3, 10, 60
HOME = (Shown.STANDS, Shown.ACHIEVED, Shown.NOT_REPORTED)


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def public_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("commitments:commitments"), _("Commitments"), request)


def workspace_entry(request: HttpRequest) -> Entry | None:
    """From there ways lead to joint strategies and review rounds."""
    return public_entry(request) if THE_NETWORK.holds(_reader(request)) else None


def home_panel(request: HttpRequest) -> Panel | None:
    """Three figures, and the newest of those that stand."""
    selection = selection_from({}, _reader(request))
    row = row_of_all(selection)
    if not row.counts.total:
        return None
    newest = selection.stood().standing()[:NEWEST]
    context = {
        "heads": [Head(str(HEADS[one]), row.cell(one)) for one in HOME],
        "commitments": shown_commitments(newest, selection.reader),
    }
    return Panel("commitments/panels/home_commitments.html", context)


def state_panel(request: HttpRequest, state: State) -> Panel | None:
    """What a state promises, and on what of it nothing is reported; those come first."""
    selection = selection_from({"state": state.code}, _reader(request))
    row = row_of_all(selection)
    if not row.counts.total:
        return None
    missing = selection.changed(standing=Shown.NOT_REPORTED).commitments()[:OF_A_STATE]
    found = [*missing, *selection.commitments().exclude(pk__in=[one.pk for one in missing])[:OF_A_STATE]][:OF_A_STATE]
    context = {
        "row": row,
        "heads": [Head(str(HEADS[one]), row.cell(one)) for one in HOME],
        "commitments": shown_commitments(found, selection.reader),
    }
    return Panel("commitments/panels/state_commitments.html", context)


def meeting_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """What was made, renewed, amended and closed there."""
    reader = _reader(request)
    acts = CommitmentEvent.objects.visible_to(reader).in_force().filter(meeting=meeting).select_related("commitment")
    acts = acts.order_by("happened_on", "commitment", "number").prefetch_related(
        "commitment__parties__state", "commitment__parties__organisation"
    )
    shown = list(acts[:OF_A_MEETING])
    groups = [(kind.value, [act for act in shown if act.kind == kind]) for kind in Kind]
    found = [(kind, own) for kind, own in groups if own]
    if not found:
        return None
    selection = selection_from({"meeting": str(meeting.pk)}, reader)
    context = {"groups": found, "row": row_of_all(selection)}
    return Panel("commitments/panels/meeting_commitments.html", context)
