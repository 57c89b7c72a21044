"""A calendar file read as an agenda: the sessions it proposes, and what is left out and why. Pure, no queries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from enlace.core.plain import plain
from enlace.meetings.calendars.calendar_blocks import Block, NotReadable, Property, blocks_of
from enlace.meetings.calendars.file_zones import FileZone, Zone, zone_named, zones_in
from enlace.meetings.calendars.ics import clean
from enlace.network.dated import day_in_words

MOST_BYTES, MOST_EVENTS = 1024 * 1024, 500
TITLE, ROOM, SUMMARY = 250, 120, 4000
FOOT = "\n—\n"
"""What stands below it in a description is for readers of the calendar: who speaks, and links."""
MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?")
DURATION = re.compile(r"\+?P(?:(\d{1,2})W|(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?)?)")


@dataclass(frozen=True)
class Place:
    """The meeting that the agenda is for: its days and its zone. `names` are what it may be called, in any language.

    `kinds` are the kinds of sessions by what they are called.
    """

    first: date
    last: date
    zone: ZoneInfo
    names: tuple[str, ...] = ()
    kinds: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Proposal:
    """A session, on the clock of the place. `language` is what the file says, and may be empty."""

    title: str
    day: date
    begins: time
    ends: time
    summary: str = ""
    room: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True)
class LeftOut:
    title: str
    why: str


@dataclass(frozen=True)
class Reading:
    proposals: list[Proposal]
    left_out: list[LeftOut]


class _Refused(Exception):
    """Why an event becomes no session."""


def read_agenda(data: bytes, place: Place) -> Reading:
    """In the order in which the sessions begin. Raises NotReadable for what holds no event at all."""
    if len(data) > MOST_BYTES:
        raise NotReadable(gettext("The file is larger than 1 MB. Export the days of the meeting alone."))
    if not data.strip():
        raise NotReadable(gettext("The file is empty."))
    calendars = blocks_of(data)
    events = [block for calendar in calendars for block in calendar.blocks if block.name == "VEVENT"]
    if not events:
        raise NotReadable(gettext("The calendar holds no event."))
    if len(events) > MOST_EVENTS:
        sentence = gettext("The calendar holds %(count)d events; at most %(most)d are read at a time.")
        raise NotReadable(sentence % {"count": len(events), "most": MOST_EVENTS})
    zones = zones_in(calendars, place.first, place.last)
    proposals, left_out = [], []
    for event in events:
        try:
            proposals.append(_proposal(event, place, zones))
        except _Refused as refused:
            left_out.append(LeftOut(_title(event), str(refused)))
    return Reading(sorted(dict.fromkeys(proposals), key=lambda one: (one.day, one.begins, one.title)), left_out)


def _proposal(event: Block, place: Place, zones: Mapping[str, FileZone]) -> Proposal:
    if not _title(event):
        raise _Refused(gettext("It has no title."))
    if "RRULE" in event.properties or "RDATE" in event.properties:
        raise _Refused(gettext("It repeats itself; write each session as an event of its own."))
    if event.text("STATUS").upper() == "CANCELLED":
        raise _Refused(gettext("It is marked as cancelled."))
    begins, ends = _hours(event, place, zones)
    if ends <= begins:
        raise _Refused(gettext("It does not end after it begins."))
    begins, ends = begins.astimezone(place.zone), ends.astimezone(place.zone)
    if not place.first <= begins.date() <= place.last:
        raise _outside(begins.date())
    if ends.date() != begins.date() or ends.time() <= begins.time():
        raise _Refused(gettext("It goes past midnight; a session ends on the day on which it begins."))
    summary = event.first("SUMMARY")
    return Proposal(
        title=_title(event),
        day=begins.date(),
        begins=begins.time().replace(second=0),
        ends=ends.time().replace(second=0),
        summary=_cut(clean(f"\n{clean(event.text('DESCRIPTION'))}".split(FOOT)[0]), SUMMARY),
        room=_cut(_room(_line(event.text("LOCATION")), place.names), ROOM),
        kind=_kind(event.text("CATEGORIES"), place.kinds or {}),
        language=summary.params.get("LANGUAGE", "").split("-")[0].lower() if summary else "",
    )


def _hours(event: Block, place: Place, zones: Mapping[str, FileZone]) -> tuple[datetime, datetime]:
    """Raises _Refused before a zone is asked for, if the day lies far from the meeting."""
    start = event.first("DTSTART")
    if start is None:
        raise _Refused(gettext("It has no beginning."))
    day, clock = _written(start)
    if clock is None:
        raise _Refused(gettext("It lasts all day; a session has hours."))
    if not place.first - timedelta(days=2) <= day <= place.last + timedelta(days=2):
        raise _outside(day)
    begins = _moment(start, place, zones)
    end = event.first("DTEND")
    if end is not None:
        day, clock = _written(end)
        if clock is None:
            raise _Refused(gettext("It ends on a day without an hour."))
        if abs(day - begins.date()) > timedelta(days=3):
            raise _Refused(gettext("It goes past midnight; a session ends on the day on which it begins."))
        return begins, _moment(end, place, zones)
    length = _length(event.text("DURATION"))
    if length is None:
        raise _Refused(gettext("It has no end."))
    return begins, begins + length


def _outside(day: date) -> _Refused:
    return _Refused(gettext("It lies outside the days of the meeting: %(day)s.") % {"day": day_in_words(day)})


def _written(prop: Property) -> tuple[date, time | None]:
    found = MOMENT.fullmatch(prop.value.strip())
    try:
        if not found:
            raise ValueError(prop.value)
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        clock = time(hour, minute, min(second, 59)) if found.group(4) else None
        return date(year, month, day), clock
    except ValueError:
        raise _Refused(gettext("Its day or hour cannot be read.")) from None


def _moment(prop: Property, place: Place, zones: Mapping[str, FileZone]) -> datetime:
    """Without a zone the hours are those of the place."""
    day, clock = _written(prop)
    wall = datetime.combine(day, clock or time())
    if prop.value.strip().endswith("Z"):
        return wall.replace(tzinfo=UTC)
    name = prop.params.get("TZID", "")
    zone: Zone | None = zone_named(name, dict(zones)) if name else place.zone
    if zone is None:
        sentence = gettext("Its time zone, “%(name)s”, is not known, and the file does not say what it is.")
        raise _Refused(sentence % {"name": name[:80]})
    return zone.as_moment(wall) if isinstance(zone, FileZone) else wall.replace(tzinfo=zone).astimezone(UTC)


def _length(text: str) -> timedelta | None:
    found = DURATION.fullmatch(text.strip())
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _title(event: Block) -> str:
    return _cut(_line(event.text("SUMMARY")), TITLE)


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _room(location: str, names: tuple[str, ...]) -> str:
    """Without the name of the place, where it follows."""
    for name in names:
        if plain(location) == plain(name):
            return ""
        if name and plain(location).endswith(f", {plain(name)}"):
            return location[: -len(name) - 2]
    return location


def _kind(categories: str, kinds: Mapping[str, str]) -> str:
    return next((kinds[plain(part)] for part in _parts(categories) if plain(part) in kinds), "")


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(","))
