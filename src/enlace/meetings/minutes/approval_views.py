from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.minutes import approval_actions as actions
from enlace.meetings.minutes.forms import AnswerForm, ApprovalForm
from enlace.meetings.minutes.queries import conflicting_sessions, frozen_minutes, members_of, minutes_of, stands_of
from enlace.meetings.minutes.rules import can_answer_approval, can_open_approval, can_withdraw_approval
from enlace.meetings.models import Approval, Meeting
from enlace.network.models import State

USUAL = timedelta(days=21)


@login_required
def open_approval(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_open_approval(request.user, meeting))
    initial = {"closes_on": today() + USUAL}
    form = ApprovalForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            opened = actions.open_approval(meeting, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The minutes circulate. The member states are told by mail."))
            return redirect(opened)
    context = {
        "form": form,
        "meeting": meeting,
        "conflicting": conflicting_sessions(Meeting.objects.filter(pk=meeting.pk)),
    }
    context |= {"states": State.objects.members().count(), "minutes": minutes_of(meeting, request.user)}
    return page(request, "meetings/open_approval.html", context)


def _approval(request: HttpRequest, approval_id: int) -> Approval:
    found = Approval.objects.visible_to(request.user).select_related("meeting")
    return get_object_or_404(found, pk=approval_id)


@login_required
@require_safe
def approval(request: HttpRequest, approval_id: int) -> HttpResponseBase:
    return _show(request, _approval(request, approval_id), AnswerForm())


def _show(request: HttpRequest, found: Approval, form: AnswerForm, asked: State | None = None) -> HttpResponseBase:
    """The form stands once for each state that the reader may answer for."""
    stands = stands_of(found, request.user)
    own = [stand for stand in stands if can_answer_approval(request.user, stand.state, found)]
    context = {
        "meeting": found.meeting,
        "approval": found,
        "minutes": frozen_minutes(found),
        "stands": stands,
        "silent": [stand.state for stand in stands if stand.answer is None],
        "approving": [stand for stand in stands if stand.answer and stand.answer.approves],
        "objecting": [stand for stand in stands if stand.answer and not stand.answer.approves],
        "forms": [(stand, form if asked in (None, stand.state) else AnswerForm()) for stand in own],
        "may_withdraw": can_withdraw_approval(request.user, found),
    }
    return page(request, "meetings/approval.html", context)


@login_required
def answer_approval(request: HttpRequest, approval_id: int, state_code: str) -> HttpResponseBase:
    found = _approval(request, approval_id)
    state = get_object_or_404(members_of(found), code=state_code.upper())
    require(can_answer_approval(request.user, state, found))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.answer_approval(found, state, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The answer of %(state)s is recorded.") % {"state": state})
            return redirect(found)
    return _show(request, found, form, state)


@login_required
def withdraw_approval(request: HttpRequest, approval_id: int) -> HttpResponseBase:
    found = _approval(request, approval_id)
    require(can_withdraw_approval(request.user, found))
    if request.method == "POST":
        actions.withdraw_approval(found, by=request.user)
        messages.success(request, _("The minutes are withdrawn and can be written again."))
        return redirect("meetings:minutes", found.meeting_id)
    return page(request, "meetings/withdraw_approval.html", {"approval": found, "meeting": found.meeting})
