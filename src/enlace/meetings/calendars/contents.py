"""What stands in the calendar of a meeting, and in that of a person: what its reader sees at that moment."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.registry import registered
from enlace.core.texts import Text
from enlace.meetings.agenda.facts import Item
from enlace.meetings.agenda.queries import Published, published_agenda, reader_of
from enlace.meetings.calendars.agenda_reading import FOOT
from enlace.meetings.calendars.ics import NO_TEXT, Entry, Sheet, uid_of
from enlace.meetings.editions.rules import can_join_meeting
from enlace.meetings.models import Meeting, Session, Speaker
from enlace.network.roles import roles_of

KEPT = timedelta(days=90)
"""How long what is over stays in somebody's calendar."""


def meeting_sheet(meeting: Meeting, user: Anyone) -> Sheet:
    """Nine queries, however many sessions there are."""
    return Sheet(meeting.shown_title, _of_meeting(meeting, user))


def own_sheet(user: User) -> Sheet:
    """Empty for an account that is closed, or whose part in the network is over."""
    name = Text(_("Meetings of the network"), current_language(), False)
    entries = [entry for meeting in _meetings_of(user) for entry in _of_meeting(meeting, user)]
    return Sheet(name, [*entries, *_deadlines(user)])


def _meetings_of(user: User) -> Iterable[Meeting]:
    if not user.is_active:
        return ()
    roles = roles_of(user)
    seen = Meeting.objects.visible_to(user) if roles.parts or roles.is_administrator else Meeting.objects.none()
    speaks = Speaker.objects.filter(person__user=user).values("session__meeting")
    lasting = Meeting.objects.filter(ends_on__gte=today() - KEPT)
    return lasting.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=speaks)).order_by("begins_on", "pk")


def _of_meeting(meeting: Meeting, user: Anyone) -> list[Entry]:
    """Its sessions; the meeting as a whole, where none is published that the reader sees."""
    if meeting.precision != "day":
        return []
    published = published_agenda(meeting, user)
    if published is None or not published.items:
        return [_whole(meeting)] if Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists() else []
    links = _links(meeting, published, user)
    return [_session(meeting, published, pk, item, links.get(pk, "")) for pk, item in published.items.items()]


def _links(meeting: Meeting, published: Published, user: Anyone) -> dict[int, str]:
    """To whom `can_join_session` says yes, asked for all sessions at once; the meeting's own stands in if they may."""
    reader = reader_of(user, meeting)
    joins_all = reader.roles.is_of_the_network or reader.organises
    if not user.is_authenticated or not user.is_active or meeting.cancelled_at or meeting.is_over:
        return {}
    held = Session.objects.filter(pk__in=published.items, cancelled_at=None).values_list("pk", "link")
    of_all = meeting.link if can_join_meeting(user, meeting) else ""
    return {pk: link or of_all for pk, link in held if joins_all or pk in reader.speaks_in}


def _session(meeting: Meeting, published: Published, session: int, item: Item, link: str) -> Entry:
    version = published.version
    foot = [
        f"{one.shown_name} ({one.sector_in_words})" if one.sector_in_words else str(one.shown_name)
        for one in item.speakers
    ]
    if link:
        foot.append(_("To join: %(link)s") % {"link": link})
    if item.illustrative:
        foot.append(_("Illustrative"))
    summary, place = item.shown_summary, meeting.shown_place
    words = summary.text + (FOOT + "\n".join(foot) if foot else "")
    location = ", ".join(part for part in (item.room, place.text) if part)
    return Entry(
        uid=uid_of(_host(), "session", session),
        summary=item.shown_title,
        begins=item.begins_at(meeting.zone),
        ends=item.ends_at(meeting.zone),
        stamp=max(version.published_at, meeting.cancelled_at or version.published_at),
        sequence=version.number + (1 if meeting.cancelled_at else 0),
        description=Text(words, summary.language if summary else current_language(), False),
        location=Text(location, place.language if place else current_language(), False),
        category=Text(item.kind_in_words, current_language(), False),
        url=settings.BASE_URL + Session(pk=session).get_absolute_url(),
        cancelled=item.cancelled or meeting.cancelled_at is not None,
        busy=not item.is_break,
    )


def _whole(meeting: Meeting) -> Entry:
    return Entry(
        uid=uid_of(_host(), "meeting", meeting.pk),
        summary=meeting.shown_title,
        begins=meeting.begins_on,
        ends=meeting.ends_on,
        stamp=meeting.cancelled_at or _this_morning(),
        sequence=1 if meeting.cancelled_at else 0,
        description=Text(_("Illustrative"), current_language(), False) if meeting.illustrative else NO_TEXT,
        location=meeting.shown_place,
        url=settings.BASE_URL + meeting.get_absolute_url(),
        cancelled=meeting.cancelled_at is not None,
        busy=False,
    )


def _deadlines(user: User) -> Iterator[Entry]:
    """What is expected of them by a day, by its title alone: who keeps the calendar elsewhere needs no more."""
    roles = roles_of(user)
    if not (roles.parts or roles.is_administrator):
        return
    found = [due for expected in registered("due") for due in expected(user, today())]
    seen: Counter[tuple[str, int | None]] = Counter()
    for due in sorted((due for due in found if due.day), key=lambda due: due.day or today()):
        if due.day is None or due.day < today() - KEPT:
            continue
        seen[due.address, due.state_id] += 1
        kind = f"due.{urlsplit(due.address).path}.{due.state_id}.{seen[due.address, due.state_id]}"
        yield Entry(
            uid=uid_of(_host(), kind, user.pk),
            summary=Text(due.title, current_language(), False),
            begins=due.day,
            ends=due.day,
            stamp=_this_morning(),
            category=Text(_("deadline"), current_language(), False),
            url=settings.BASE_URL + due.address,
            busy=False,
        )


def _this_morning() -> datetime:
    """Of what has no moment of its own, so that the file is the same all day."""
    return datetime.combine(today(), time(), UTC)


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
