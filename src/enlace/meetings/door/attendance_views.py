from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.core.texts import Text
from enlace.meetings.agenda.queries import published_item
from enlace.meetings.door.actions import record_attendance
from enlace.meetings.door.attendance import attendance_of, expected_in, suggestions
from enlace.meetings.door.attendance_export import FORMS, attendance_table
from enlace.meetings.door.forms import AttendanceForm
from enlace.meetings.door.rules import can_keep_door, can_record_attendance, can_see_attendance
from enlace.meetings.models import Meeting, Presence, Session

REST = {"", Presence.PRESENT.value, Presence.ABSENT.value}


@login_required
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_see_attendance(request.user, meeting))
    organises = can_keep_door(request.user, meeting)
    matrix = attendance_of(meeting, request.user, organises=organises)
    context = {"meeting": meeting, "matrix": matrix, "organises": organises}
    return page(request, "meetings/attendance.html", context)


@login_required
def session_attendance(request: HttpRequest, session_id: int) -> HttpResponse:
    seen = Session.objects.visible_to(request.user).select_related("meeting__host").distinct()
    session = get_object_or_404(seen, pk=session_id)
    require(can_see_attendance(request.user, session.meeting))
    if not can_record_attendance(request.user, session):
        return _read(request, session)
    rows = expected_in(session, request.user)
    nothing_yet = not any(recorded for _one, recorded in rows)
    suggested = suggestions(session.meeting) if nothing_yet else {}
    form = AttendanceForm(rows, suggested, request.POST if request.method == "POST" else None)
    rest = request.POST.get("rest", "")
    if form.is_valid() and rest in REST:
        try:
            count = record_attendance(session, form.changed(rest), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _recorded(count))
            return redirect("meetings:session_attendance", session.pk)
    context = {"meeting": session.meeting, "session": session, "title": session.shown_title, "form": form}
    return page(request, "meetings/session_attendance.html", context | {"supposes": any(suggested.values())})


def _read(request: HttpRequest, session: Session) -> HttpResponse:
    if request.method == "POST":
        require(False)
    rows = [(one, Presence(value).label if value else "") for one, value in expected_in(session, request.user)]
    context = {"meeting": session.meeting, "session": session, "title": _title(request, session), "rows": rows}
    return page(request, "meetings/session_attendance.html", context)


def _title(request: HttpRequest, session: Session) -> Text:
    if can_keep_door(request.user, session.meeting):
        return session.shown_title
    item = published_item(session, request.user)
    if item is None:
        raise Http404
    return item.shown_title


def _recorded(count: int) -> str:
    if not count:
        return _("Nothing has changed.")
    said = ngettext("%(count)d delegation is recorded.", "%(count)d delegations are recorded.", count)
    return said % {"count": count}


@login_required
def attendance_export(request: HttpRequest, meeting_id: int, form: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)
    require(can_keep_door(request.user, meeting))
    if form not in FORMS:
        raise Http404
    data = attendance_table(attendance_of(meeting, request.user, organises=True), form)
    name = f"attendance-{meeting.pk}-{today().isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=FORMS[form], headers=headers)
