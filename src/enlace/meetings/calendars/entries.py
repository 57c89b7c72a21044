from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.core.dates import moment_in_words
from enlace.core.languages import current_language
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Held, Panel
from enlace.meetings.models import CalendarFeed, Meeting
from enlace.network.models import Person


def calendar_entry(request: HttpRequest) -> Entry | None:
    return entry_to(reverse("meetings:calendar"), _("Calendar"), request) if request.user.is_authenticated else None


def calendar_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """For meetings that are to come, once their days are known."""
    if meeting.is_over or meeting.precision != "day":
        return None
    return Panel("meetings/calendar_panel.html", {"meeting": meeting, "own": request.user.is_authenticated})


def held_feeds(person: Person) -> Iterator[Held]:
    for feed in CalendarFeed.objects.filter(user=person.user_id, user__isnull=False):
        made = moment_in_words(timezone.localtime(feed.made_at), current_language())
        state = _("revoked") if feed.revoked_at else _("works")
        yield Held(_("Secret address of a calendar"), f"{made}, {state}", reverse("meetings:calendar"))


def erase_feeds(person: Person) -> None:
    CalendarFeed.objects.filter(user=person.user_id, user__isnull=False).delete()
