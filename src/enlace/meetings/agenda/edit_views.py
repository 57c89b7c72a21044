"""The draft, for those who organise the meeting. Every button works as a form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.agenda import actions
from enlace.meetings.agenda.draft import draft_of
from enlace.meetings.agenda.forms import MoveForm, SessionForm, ShiftDayForm
from enlace.meetings.agenda.order_actions import move_session as move
from enlace.meetings.agenda.order_actions import shift_day as shift
from enlace.meetings.agenda.rules import (
    can_cancel_session,
    can_edit_agenda,
    can_publish_agenda,
    can_remove_session,
    can_restore_session,
    can_see_draft_agenda,
)
from enlace.meetings.models import Meeting, Session


def found_meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    """Raises PermissionDenied for who sees the meeting and not its draft."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_see_draft_agenda(request.user, meeting))
    return meeting


def found_session(request: HttpRequest, session_id: int) -> Session:
    sessions = Session.objects.visible_to(request.user).select_related("meeting")
    session = get_object_or_404(sessions, pk=session_id)
    require(can_see_draft_agenda(request.user, session.meeting))
    return session


def to_draft(session: Session) -> HttpResponse:
    return redirect(f"{reverse('meetings:edit_agenda', args=[session.meeting_id])}#session-{session.pk}")


@login_required
@require_safe
def edit_agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = found_meeting(request, meeting_id)
    context = {
        "meeting": meeting,
        "draft": draft_of(meeting),
        "may_edit": can_edit_agenda(request.user, meeting),
        "may_publish": can_publish_agenda(request.user, meeting),
    }
    return page(request, "meetings/edit_agenda.html", context)


@login_required
def add_session(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = found_meeting(request, meeting_id)
    require(can_edit_agenda(request.user, meeting))
    form = SessionForm(meeting, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_session(meeting, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The session is in the draft. Add its speakers here."))
            return redirect("meetings:speakers", added.pk)
    return page(request, "meetings/edit_session.html", {"meeting": meeting, "form": form})


@login_required
def edit_session(request: HttpRequest, session_id: int) -> HttpResponse:
    session = found_session(request, session_id)
    require(can_edit_agenda(request.user, session.meeting))
    form = SessionForm(session.meeting, request.POST if request.method == "POST" else None, session=session)
    if form.is_valid():
        try:
            actions.change_session(session, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is changed. Readers see it once the agenda is published."))
            return to_draft(session)
    may_remove = can_remove_session(request.user, session)
    context = {"meeting": session.meeting, "session": session, "form": form, "may_remove": may_remove}
    context["may_cancel"] = can_cancel_session(request.user, session)
    return page(request, "meetings/edit_session.html", context)


@login_required
@require_POST
def move_session(request: HttpRequest, session_id: int) -> HttpResponse:
    session, form = found_session(request, session_id), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose whether the session goes earlier or later."))
        return to_draft(session)
    try:
        move(session, form.cleaned_data["direction"], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return to_draft(session)


@login_required
def shift_day(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = found_meeting(request, meeting_id)
    require(can_edit_agenda(request.user, meeting))
    days = sorted(set(meeting.sessions.values_list("day", flat=True)))
    initial = {"day": request.GET.get("day", "")}
    form = ShiftDayForm(days, meeting, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            count = shift(meeting, form.cleaned_data["day"], form.cleaned_data["to"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = ngettext("%(count)d session has moved.", "%(count)d sessions have moved.", count)
            messages.success(request, said % {"count": count})
            return redirect("meetings:edit_agenda", meeting.pk)
    return page(request, "meetings/shift_day.html", {"meeting": meeting, "form": form})


@login_required
def cancel_session(request: HttpRequest, session_id: int) -> HttpResponse:
    session = found_session(request, session_id)
    require(can_cancel_session(request.user, session))
    if request.method == "POST":
        actions.cancel_session(session, by=request.user)
        messages.success(request, _("The session is cancelled in the draft. Publish the agenda to tell it."))
        return to_draft(session)
    return page(request, "meetings/cancel_session.html", {"meeting": session.meeting, "session": session})


@login_required
@require_POST
def restore_session(request: HttpRequest, session_id: int) -> HttpResponse:
    session = found_session(request, session_id)
    require(can_restore_session(request.user, session))
    actions.restore_session(session, by=request.user)
    messages.success(request, _("The session takes place again. Publish the agenda to tell it."))
    return to_draft(session)


@login_required
def remove_session(request: HttpRequest, session_id: int) -> HttpResponse:
    session = found_session(request, session_id)
    require(can_remove_session(request.user, session))
    if request.method == "POST":
        actions.remove_session(session, by=request.user)
        messages.success(request, _("The session is removed from the draft."))
        return redirect("meetings:edit_agenda", session.meeting_id)
    return page(request, "meetings/remove_session.html", {"meeting": session.meeting, "session": session})
