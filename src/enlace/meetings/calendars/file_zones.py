"""The time zones that a calendar file brings with it, on the days that matter. Pure, no queries.

Zones that are known by name are taken from the system, which knows better. Rules are worked out for a span of days,
once, and only such as zones have: a file may ask for every second since 1601.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.core import get_global

from enlace.core.zones import zone_names
from enlace.meetings.calendars.calendar_blocks import Block
from enlace.meetings.calendars.yearly_rules import yearly_rule

MOST_PARTS, MOST_DATES = 60, 200
BEFORE = timedelta(days=800)
STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?")
OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")


@dataclass(frozen=True)
class Onset:
    """On the clock before the change."""

    at: datetime
    before: timedelta
    after: timedelta


@dataclass(frozen=True)
class FileZone:
    onsets: tuple[Onset, ...]

    def as_moment(self, wall: datetime) -> datetime:
        """What the clock of the zone shows, in UTC; of an hour that comes twice the first."""
        passed = [one for one in self.onsets if one.at <= wall]
        offset = passed[-1].after if passed else self.onsets[0].before
        return (wall - offset).replace(tzinfo=UTC)


type Zone = ZoneInfo | FileZone


def zones_in(calendars: Iterable[Block], first: date, last: date) -> dict[str, FileZone]:
    """By name; what cannot be worked out is left out."""
    found: dict[str, FileZone] = {}
    blocks = [block for calendar in calendars for block in calendar.blocks if block.name == "VTIMEZONE"]
    for block in blocks[:MOST_PARTS]:
        span = (datetime.combine(first, time()) - BEFORE, datetime.combine(last, time()) + timedelta(days=3))
        parts = [part for part in block.blocks if part.name in ("STANDARD", "DAYLIGHT")][:MOST_PARTS]
        try:
            onsets = [onset for part in parts for onset in _onsets(part, *span)]
        except (ValueError, OverflowError):
            continue
        if onsets and block.text("TZID"):
            found.setdefault(block.text("TZID"), FileZone(tuple(sorted(onsets, key=lambda one: one.at))))
    return found


def zone_named(name: str, of_the_file: dict[str, FileZone]) -> Zone | None:
    plain_name = name.strip("/")
    if plain_name in zone_names():
        return ZoneInfo(plain_name)
    known = get_global("windows_zone_mapping").get(plain_name)
    return of_the_file.get(name) or (ZoneInfo(known) if known else None)


def _onsets(part: Block, first: datetime, last: datetime) -> list[Onset]:
    """The changes between two moments, and the last one before."""
    start = _stamp(part.text("DTSTART"))
    before, after = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
    dates = [value for prop in part.properties.get("RDATE", ()) for value in prop.value.split(",")]
    named = [_stamp(value) for value in dates[:MOST_DATES]]
    rules = [yearly_rule(prop.value, start) for prop in part.properties.get("RRULE", ())[:1]]
    by_rule = [moment for rule in rules for moment in rule.moments(start, first.year - 1, last.year)]
    moments = sorted({start, *named, *by_rule})
    earlier = [moment for moment in moments if moment < first]
    kept = [*earlier[-1:], *(moment for moment in moments if first <= moment <= last)]
    return [Onset(moment, before, after) for moment in kept]


def _stamp(text: str) -> datetime:
    found = STAMP.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    year, month, day, hour, minute, second = (int(part) for part in found.groups())
    return datetime(year, month, day, hour, minute, second)


def _offset(text: str) -> timedelta:
    found = OFFSET.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    sign, hours, minutes, seconds = found.groups()
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    if length >= timedelta(days=1):
        raise ValueError(text)
    return -length if sign == "-" else length
