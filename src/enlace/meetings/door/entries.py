from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.meetings.door.attendance import expected_in
from enlace.meetings.door.rules import can_keep_door, can_record_attendance, can_see_attendance
from enlace.meetings.models import Meeting, Presence, Session, SessionKind


def _expects_anybody(meeting: Meeting) -> bool:
    """Asked once for each meeting at hand."""
    kept: dict[str, bool] = meeting.__dict__
    if "_expects_anybody" not in kept:
        kept["_expects_anybody"] = meeting.delegations.exists()
    return kept["_expects_anybody"]


def door_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    """Where somebody is expected at all."""
    if not can_keep_door(request.user, meeting) or not _expects_anybody(meeting):
        return None
    return entry_to(reverse("meetings:door", args=[meeting.pk]), _("Door"), request)


def attendance_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    if not can_see_attendance(request.user, meeting) or not _expects_anybody(meeting):
        return None
    return entry_to(reverse("meetings:attendance", args=[meeting.pk]), _("Attendance"), request)


def attendance_panel(request: HttpRequest, session: Session) -> Panel | None:
    """Who was there; for organisers the way to record it, before anything is."""
    if session.kind == SessionKind.BREAK or not can_see_attendance(request.user, session.meeting):
        return None
    rows = expected_in(session, request.user)
    records = can_record_attendance(request.user, session)
    if not rows or not (records or any(presence for _one, presence in rows)):
        return None
    groups = [
        (label, [one.body for one, presence in rows if presence == value])
        for value, label in [*Presence.choices, ("", _("not recorded"))]
    ]
    context = {"session": session, "groups": [group for group in groups if group[1]], "records": records}
    return Panel("meetings/attendance_panel.html", context)
