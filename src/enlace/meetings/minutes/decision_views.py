from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.core.registry import registered
from enlace.meetings.minutes import decision_actions as actions
from enlace.meetings.minutes.forms import DecisionForm, FinishForm, decision_initial
from enlace.meetings.minutes.rules import (
    can_change_decision,
    can_finish_decision,
    can_record_decision,
    can_remove_decision,
    can_reopen_decision,
)
from enlace.meetings.models import Approval, Decision, Meeting


@require_safe
def decisions(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    found = Decision.objects.visible_to(request.user).filter(meeting=meeting)
    context = {
        "meeting": meeting,
        "decisions": found.select_related("state", "organisation", "session").order_by("number"),
        "may_record": can_record_decision(request.user, meeting),
        "approved": Approval.objects.approved().filter(meeting=meeting).first(),
        "layout": _layout(request),
    }
    return page(request, "meetings/decisions.html", context)


def _layout(request: HttpRequest) -> str:
    return "meetings/frame.html" if request.user.is_authenticated else "meetings/public_frame.html"


@login_required
@require_safe
def open_decisions(request: HttpRequest) -> HttpResponseBase:
    """Of all meetings, what is due first coming first."""
    found = Decision.objects.visible_to(request.user).open().select_related("meeting", "state", "organisation")
    ordered = found.order_by(F("due_on").asc(nulls_last=True), "meeting", "number")
    return page(request, "meetings/open_decisions.html", {"decisions": ordered})


def _decision(request: HttpRequest, decision_id: int) -> Decision:
    found = Decision.objects.visible_to(request.user).select_related("meeting", "state", "organisation", "session")
    return get_object_or_404(found, pk=decision_id)


@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    found = _decision(request, decision_id)
    context = {
        "meeting": found.meeting,
        "decision": found,
        "form": FinishForm() if can_finish_decision(request.user, found) else None,
        "may_change": can_change_decision(request.user, found),
        "may_reopen": can_reopen_decision(request.user, found),
        "panels": [panel for offer in registered("decision_panel") if (panel := offer(request, found)) is not None],
        "layout": _layout(request),
    }
    return page(request, "meetings/decision.html", context)


@login_required
def add_decision(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_record_decision(request.user, meeting))
    initial = {"session": request.GET.get("session", "")}
    form = DecisionForm(request.POST if request.method == "POST" else None, meeting=meeting, initial=initial)
    if form.is_valid():
        try:
            found = actions.record_decision(meeting, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Decision %(number)d is recorded.") % {"number": found.number})
            return redirect("meetings:decisions", meeting.pk)
    return page(request, "meetings/edit_decision.html", {"form": form, "meeting": meeting})


@login_required
def edit_decision(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    found = _decision(request, decision_id)
    require(can_change_decision(request.user, found))
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, meeting=found.meeting, initial=decision_initial(found))
    if form.is_valid():
        try:
            actions.change_decision(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The decision is changed."))
            return redirect(found)
    context = {"form": form, "meeting": found.meeting, "decision": found}
    return page(request, "meetings/edit_decision.html", context)


@login_required
def remove_decision(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    found = _decision(request, decision_id)
    require(can_remove_decision(request.user, found))
    if request.method == "POST":
        actions.remove_decision(found, by=request.user)
        messages.success(request, _("The decision is removed."))
        return redirect("meetings:decisions", found.meeting_id)
    context = {"meeting": found.meeting, "decision": found, "stays": found.meeting.approvals.exists()}
    return page(request, "meetings/remove_decision.html", context)


@login_required
@require_POST
def finish_decision(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    found = _decision(request, decision_id)
    require(can_finish_decision(request.user, found))
    form = FinishForm(request.POST)
    if form.is_valid():
        try:
            actions.finish_decision(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The decision is marked as done."))
            return redirect(found)
    context = {"meeting": found.meeting, "decision": found, "form": form, "layout": _layout(request)}
    return page(request, "meetings/decision.html", context)


@login_required
@require_POST
def reopen_decision(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    found = _decision(request, decision_id)
    actions.reopen_decision(found, by=request.user)
    messages.success(request, _("The decision is open again."))
    return redirect(found)
