"""Time zones as people know them: by state and city. Pure, no queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_gmt, get_timezone_location

from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.network.dated import day_in_words

UTC = "UTC"
KNOWN = frozenset(get_global("windows_zone_mapping").values())
"""Zones that stand for those around them; of several that show the same hour one of these is offered."""


def zone_choices(states: Iterable[str], days: tuple[date, date]) -> list[tuple[str, str]]:
    """For states by code: of each one zone for every hour that its clocks show on these days. UTC is the last."""
    names, zones = Locale.parse(current_language()).territories, get_global("territory_zones")
    found: list[tuple[str, str]] = []
    for state in states:
        distinct: dict[tuple[object, ...], str] = {}
        for zone in sorted(zones.get(state, ()), key=lambda one: one not in KNOWN):
            distinct.setdefault(tuple(_offset(zone, day) for day in days), zone)
        name = names.get(state, state)
        found += [(zone, f"{name}, {city_of(zone)}" if len(distinct) > 1 else name) for zone in distinct.values()]
    return [*sorted(found, key=lambda choice: plain(choice[1])), (UTC, UTC)]


def _offset(zone: str, day: date) -> object:
    return datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()


def city_of(zone: str) -> str:
    if zone == UTC:
        return UTC
    return str(get_timezone_location(zone, locale=current_language(), return_city=True))


def zone_in_words(zone: str, day: date) -> str:
    """Ciudad de México (UTC-06:00)."""
    if zone == UTC:
        return UTC
    offset = get_timezone_gmt(datetime.combine(day, time(12), ZoneInfo(zone)), locale="en").replace("GMT", "UTC")
    return f"{city_of(zone)} ({offset})"


@dataclass(frozen=True)
class Hours:
    """From when until when on one clock; `day` is said where it is another than the place's."""

    begins: datetime
    ends: datetime
    day: str = ""

    @property
    def in_words(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"


def hours_elsewhere(begins: datetime, ends: datetime, zone: str) -> Hours | None:
    """On the clock of `zone`; None where it shows the same."""
    there = ZoneInfo(zone)
    own = (begins.astimezone(there), ends.astimezone(there))
    if own[0].replace(tzinfo=None) == begins.replace(tzinfo=None):
        return None
    return Hours(*own, day_in_words(own[0].date()) if own[0].date() != begins.date() else "")
