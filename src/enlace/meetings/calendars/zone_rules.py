"""The rules of a time zone, as a calendar file carries them. Pure, no queries.

Each change of the clock stands on its own, with the local time before it, as RFC 5545 (3.6.5) asks. `icalendar` writes
the local time after it, so that programs that trust the file are an hour wrong around the change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """At `moment` the clock goes from one distance from UTC to another."""

    moment: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[Change]:
    """Between two moments in UTC, to the second."""
    day = first
    while day < last:
        if _offset(zone, day) != _offset(zone, day + DAY):
            yield _change_after(zone, day)
        day += DAY


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _change_after(zone: ZoneInfo, day: datetime) -> Change:
    before, low, high = _offset(zone, day), 0, int(DAY.total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, day + timedelta(seconds=middle)) == before:
            low = middle
        else:
            high = middle
    moment = day + timedelta(seconds=high)
    after = moment.astimezone(zone)
    return Change(moment, before, _offset(zone, moment), after.tzname() or "", bool(after.dst()))


@lru_cache(maxsize=64)
def zone_rules(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """For all of these years and those beside them. Not to be changed: it is kept."""
    first, last = datetime(first_year - 1, 1, 1, tzinfo=UTC), datetime(last_year + 2, 1, 1, tzinfo=UTC)
    start, offset = first.astimezone(zone), _offset(zone, first)
    opening = Change(first, offset, offset, start.tzname() or "", bool(start.dst()))
    rules = Timezone()
    rules.add("TZID", zone.key)
    for change in [opening, *changes(zone, first, last)]:
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.DTSTART = (change.moment + change.before).replace(tzinfo=None)
        part.TZOFFSETFROM, part.TZOFFSETTO = change.before, change.after
        if change.name:
            part.add("TZNAME", change.name)
        rules.add_component(part)
    return rules
