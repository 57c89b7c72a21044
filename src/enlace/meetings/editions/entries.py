"""What editions show in the menus, on the home page and on the page of a state."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.files.owners import FileOwner
from enlace.meetings.editions.queries import ShownMeeting
from enlace.meetings.editions.rules import can_change_photos, can_fill_photo, can_see_host_page
from enlace.meetings.models import Attendance, Meeting, Photo
from enlace.network.models import State
from enlace.network.parties import THE_NETWORK
from enlace.network.roles import roles_of

LATEST = 3


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def photo_files() -> FileOwner:
    return FileOwner(Photo, can_fill_photo, can_change_photos)


def public_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("meetings:meetings"), _("Meetings"), request)


def workspace_entry(request: HttpRequest) -> Entry | None:
    reader = _reader(request)
    if not THE_NETWORK.holds(reader) and not roles_of(reader).hosts:
        return None
    return entry_to(reverse("meetings:meetings"), _("Meetings"), request)


def overview_entry(request: HttpRequest, meeting: Meeting) -> Entry:
    entry = entry_to(meeting.get_absolute_url(), _("Overview"), request)
    return Entry(entry.label, entry.address, "page" if entry.current == "page" else "")


def host_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    if not meeting.host_id or not can_see_host_page(_reader(request), meeting):
        return None
    return entry_to(reverse("meetings:host_workspace", args=[meeting.pk]), _("The host"), request)


def photos_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    if not can_change_photos(_reader(request), meeting):
        return None
    return entry_to(reverse("meetings:photos", args=[meeting.pk]), _("Photos"), request)


def home_panel(request: HttpRequest) -> Panel | None:
    """The next meeting and the last ones, of those that the reader sees."""
    seen = Meeting.objects.visible_to(_reader(request)).select_related("host")
    coming = [ShownMeeting(one) for one in seen.coming()[:1]]
    past = [ShownMeeting(one) for one in seen.past()[:LATEST]]
    if not coming and not past:
        return None
    return Panel("meetings/panels/home.html", {"coming": coming, "past": past})


def state_panel(request: HttpRequest, state: State) -> Panel | None:
    """The meetings that a state hosted and those in which it took part, so far."""
    there = Attendance.objects.there().filter(session__meeting=OuterRef("pk"), delegation__state=state)
    concerned = Q(host__state=state) | Q(Exists(there))
    seen = Meeting.objects.visible_to(_reader(request)).filter(concerned, cancelled_at=None, begins_on__lte=today())
    meetings = list(seen.select_related("host"))
    if not meetings:
        return None
    return Panel("meetings/panels/state.html", {"meetings": meetings, "state": state})
