from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require
from enlace.core.registry import registered
from enlace.meetings.editions import actions
from enlace.meetings.editions.copy_actions import copy_meeting as copy_into_new
from enlace.meetings.editions.forms import (
    ChangeMeetingForm,
    CopyMeetingForm,
    HostMeetingForm,
    MeetingForm,
    meeting_initial,
)
from enlace.meetings.editions.host import host_preparation
from enlace.meetings.editions.mail import people_invited
from enlace.meetings.editions.queries import editions_for, meeting_record
from enlace.meetings.editions.rules import (
    can_add_meeting,
    can_cancel_meeting,
    can_change_meeting,
    can_copy_meeting,
    can_restore_meeting,
    can_see_host_page,
    can_set_meeting,
)
from enlace.meetings.models import Meeting


def found_meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    """Raises Http404 for a meeting that the reader does not see."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("host__state"), pk=meeting_id)


@require_safe
def meetings(request: HttpRequest) -> HttpResponseBase:
    context = {
        "editions": editions_for(request.user),
        "may_add": can_add_meeting(request.user),
        "layout": layout_for(request),
    }
    return page(request, "meetings/meetings.html", context)


@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    panels = [panel for offer in registered("meeting_panel") if (panel := offer(request, found)) is not None]
    context = {
        "meeting": found,
        "record": meeting_record(found, request.user),
        "panels": panels,
        "may_change": can_change_meeting(request.user, found),
        "may_copy": can_copy_meeting(request.user, found),
        "may_cancel": can_cancel_meeting(request.user, found),
        "may_restore": can_restore_meeting(request.user, found),
        "layout": layout_for(request),
    }
    return page(request, "meetings/meeting.html", context)


@login_required
def add_meeting(request: HttpRequest) -> HttpResponseBase:
    require(can_add_meeting(request.user))
    form = MeetingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_meeting(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The meeting is on record."))
            return redirect(added)
    return page(request, "meetings/add_meeting.html", {"form": form})


@login_required
def edit_meeting(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    require(can_change_meeting(request.user, found))
    kind = ChangeMeetingForm if can_set_meeting(request.user, found) else HostMeetingForm
    form = kind(request.POST if request.method == "POST" else None, initial=meeting_initial(found, kind))
    if form.is_valid():
        try:
            actions.change_meeting(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "meeting": found, "may_cancel": can_cancel_meeting(request.user, found)}
    return page(request, "meetings/edit_meeting.html", context)


@login_required
def cancel_meeting(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    require(can_cancel_meeting(request.user, found))
    if request.method == "POST":
        count = actions.cancel_meeting(found, by=request.user)
        said = ngettext(
            "The meeting is cancelled. %(count)d person is told by mail.",
            "The meeting is cancelled. %(count)d people are told by mail.",
            count,
        )
        messages.success(request, said % {"count": count})
        return redirect(found)
    context = {"meeting": found, "count": people_invited(found, today()).count()}
    return page(request, "meetings/cancel_meeting.html", context)


@login_required
def restore_meeting(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    require(can_restore_meeting(request.user, found))
    if request.method == "POST":
        count = actions.restore_meeting(found, by=request.user)
        said = ngettext(
            "The meeting takes place after all. %(count)d person is told by mail.",
            "The meeting takes place after all. %(count)d people are told by mail.",
            count,
        )
        messages.success(request, said % {"count": count})
        return redirect(found)
    context = {"meeting": found, "count": people_invited(found, today()).count()}
    return page(request, "meetings/restore_meeting.html", context)


@login_required
def copy_meeting(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    require(can_copy_meeting(request.user, found))
    form = CopyMeetingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            edition = copy_into_new(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The new edition is there. The secretariat alone sees it."))
            return redirect(edition)
    return page(request, "meetings/copy_meeting.html", {"form": form, "meeting": found})


@login_required
def host_workspace(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    require(can_see_host_page(request.user, found))
    return page(request, "meetings/host_workspace.html", {"meeting": found, "host": host_preparation(found, request)})
