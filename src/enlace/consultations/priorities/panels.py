"""Priorities in the public menu, on the home page, and on the pages of meetings and sessions."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation, Priority, PriorityReview
from enlace.consultations.priorities.queries import current_priorities
from enlace.consultations.priorities.rules import can_adopt_priorities
from enlace.core.clock import today
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.meetings.models import Meeting, Session
from enlace.meetings.parties import hosts
from enlace.network.roles import roles_of

NEWEST = 3


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def public_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("consultations:priorities"), _("Priorities"), request)


def home_panel(request: HttpRequest) -> Panel | None:
    """The newest of those that stand."""
    priorities = list(current_priorities(_reader(request)).select_related("challenge")[:NEWEST])
    return Panel("consultations/panels/home_priorities.html", {"priorities": priorities}) if priorities else None


def meeting_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """What a meeting adopted and reviewed; who organises it is led to the consultations from which it can adopt."""
    organises = roles_of(request.user).is_secretary or hosts(request.user, meeting)
    may_adopt = organises and meeting.cancelled_at is None and meeting.begins_on <= today()
    return _panel(request, Q(session__meeting=meeting), meeting if may_adopt else None)


def session_panel(request: HttpRequest, session: Session) -> Panel | None:
    """The same of one session."""
    may_adopt = can_adopt_priorities(request.user, session)
    return _panel(request, Q(session=session), session.meeting if may_adopt else None, session.pk)


def _panel(request: HttpRequest, there: Q, adopting: Meeting | None, session_id: int | None = None) -> Panel | None:
    """`adopting` is the meeting for which the reader may adopt."""
    adopted = Priority.objects.visible_to(request.user).filter(there).order_by("adopted_on", "order", "pk")
    reviews = PriorityReview.objects.visible_to(request.user).filter(there).select_related("priority")
    context = {
        "adopted": list(adopted),
        "reviews": list(reviews.order_by("reviewed_on", "pk")),
        "consultations": _to_adopt_from(request.user, adopting) if adopting else [],
    }
    if not any(context.values()):
        return None
    return Panel("consultations/panels/priorities.html", context | {"session_id": session_id})


def _to_adopt_from(reader: Anyone, meeting: Meeting) -> list[Consultation]:
    """Those that prepared a meeting and take no answers any more."""
    seen = Consultation.objects.visible_to(reader).filter(meeting=meeting).select_related("result")
    return [one for one in seen if one.is_over]
