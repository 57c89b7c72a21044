"""Minutes and decisions on the pages of a meeting, of a session, and of the workspace."""

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.meetings.minutes.queries import heads_of
from enlace.meetings.minutes.rules import can_write_minutes
from enlace.meetings.models import Approval, Decision, Meeting, Session, SessionKind
from enlace.meetings.parties import hosts
from enlace.network.parties import MEMBERS
from enlace.network.roles import roles_of

SHOWN = 5


def _organises(request: HttpRequest, meeting: Meeting) -> bool:
    return roles_of(request.user).is_secretary or hosts(request.user, meeting)


def minutes_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    if not MEMBERS.holds(request.user) and not _organises(request, meeting):
        return None
    return entry_to(reverse("meetings:minutes", args=[meeting.pk]), _("Minutes"), request)


def decisions_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    seen = Decision.objects.visible_to(request.user).filter(meeting=meeting)
    if not _organises(request, meeting) and not seen.exists():
        return None
    return entry_to(reverse("meetings:decisions", args=[meeting.pk]), _("Decisions"), request)


def decisions_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """For the public too: public decisions of approved minutes."""
    found = Decision.objects.visible_to(request.user).filter(meeting=meeting)
    decisions = list(found.select_related("state", "organisation").order_by("number"))
    rounds = Approval.objects.visible_to(request.user).filter(meeting=meeting)
    approval = rounds.binding().first()
    if not decisions and not approval:
        return None
    address = reverse("meetings:decisions", args=[meeting.pk])
    return Panel("meetings/panels/decisions.html", {"decisions": decisions, "approval": approval, "address": address})


def minutes_panel(request: HttpRequest, session: Session) -> Panel | None:
    """For those who organise the meeting."""
    if session.kind == SessionKind.BREAK or not _organises(request, session.meeting):
        return None
    heads = heads_of(session)
    context = {
        "current": heads[0] if heads else None,
        "heads": len(heads),
        "may_write": can_write_minutes(request.user, session),
        "address": reverse("meetings:session_minutes", args=[session.pk]),
    }
    return Panel("meetings/panels/minutes.html", context)


def open_decisions_panel(request: HttpRequest) -> Panel | None:
    """The next ones of all meetings, for who may read them."""
    found = Decision.objects.visible_to(request.user).open().select_related("meeting", "state", "organisation")
    decisions = list(found.order_by(F("due_on").asc(nulls_last=True), "meeting", "number")[: SHOWN + 1])
    if not decisions or not request.user.is_authenticated:
        return None
    return Panel("meetings/panels/open_decisions.html", {"decisions": decisions[:SHOWN], "address": _open_address()})


def _open_address() -> str:
    return reverse("meetings:open_decisions")
