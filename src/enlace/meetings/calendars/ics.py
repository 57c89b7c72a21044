"""A calendar file (RFC 5545, with the names of RFC 7986) from what is to stand in it. Pure, no queries."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_DNS, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, vText

from enlace.core.texts import Text
from enlace.meetings.calendars.zone_rules import zone_rules

PRODID = "-//Enlace//Meetings//EN"
REFRESHED_AFTER = timedelta(hours=6)
NO_TEXT = Text("", "", False)
UNIVERSAL = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"})
BYTE_ORDER_MARK = "\ufeff"
LINES = re.compile(r"\r\n?|[\u2028\u2029\x85]")


@dataclass(frozen=True)
class Entry:
    """One event. `begins` and `ends` are moments in the zone of the place, or days, the last one included.

    `sequence` grows with each publication, and `stamp` is when it was published. `busy` is whether it takes the time
    of who keeps the calendar.
    """

    uid: str
    summary: Text
    begins: datetime | date
    ends: datetime | date
    stamp: datetime
    sequence: int = 0
    description: Text = NO_TEXT
    location: Text = NO_TEXT
    category: Text = NO_TEXT
    url: str = ""
    cancelled: bool = False
    busy: bool = True


@dataclass(frozen=True)
class Sheet:
    """A calendar: its name, and what stands in it."""

    name: Text
    entries: list[Entry] = field(default_factory=list)


def uid_of(host: str, kind: str, number: int) -> str:
    """The same for a record in every calendar of one installation, and another one elsewhere."""
    return f"{uuid5(NAMESPACE_DNS, f'{kind}.{number}.{host}')}@{host}"


def clean(text: str) -> str:
    """Without the characters that no calendar file may hold; every kind of line break is one."""
    kept = LINES.sub("\n", text.replace(BYTE_ORDER_MARK, ""))
    return "".join(one for one in kept if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"}).strip()


def as_ics(sheet: Sheet) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    _add_text(calendar, "NAME", sheet.name)
    _add_text(calendar, "X-WR-CALNAME", Text(sheet.name.text, "", False))
    calendar.add("REFRESH-INTERVAL", REFRESHED_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{REFRESHED_AFTER.seconds // 3600}H")
    for rules in _rules_of(sheet.entries):
        calendar.add_component(rules)
    for entry in sheet.entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _rules_of(entries: Iterable[Entry]) -> list[Timezone]:
    years: dict[ZoneInfo, set[int]] = {}
    for entry in entries:
        for moment in (entry.begins, entry.ends):
            if isinstance(moment, datetime) and isinstance(moment.tzinfo, ZoneInfo):
                years.setdefault(moment.tzinfo, set()).add(moment.year)
    zones = sorted((zone for zone in years if zone.key not in UNIVERSAL), key=lambda zone: zone.key)
    return [zone_rules(zone, min(years[zone]), max(years[zone])) for zone in zones]


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", entry.stamp.astimezone(UTC))
    event.add("LAST-MODIFIED", entry.stamp.astimezone(UTC))
    event.add("SEQUENCE", entry.sequence)
    if isinstance(entry.begins, datetime) and isinstance(entry.ends, datetime):
        event.add("DTSTART", _that_exists(entry.begins))
        event.add("DTEND", _that_exists(entry.ends))
    else:
        event.add("DTSTART", entry.begins)
        event.add("DTEND", entry.ends + timedelta(days=1))
    _add_text(event, "SUMMARY", entry.summary)
    _add_text(event, "DESCRIPTION", entry.description, lines=True)
    _add_text(event, "LOCATION", entry.location)
    if category := clean(entry.category.text):
        event.add("CATEGORIES", [category], parameters=_in_language(entry.category))
    if entry.url:
        event.add("URL", entry.url)
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if entry.busy and not entry.cancelled else "TRANSPARENT")
    return event


def _that_exists(moment: datetime) -> datetime:
    """The same moment as a clock shows it that was set: some hours are left out where the clock goes forward."""
    zone = moment.tzinfo
    universal = moment.astimezone(UTC)
    return universal if isinstance(zone, ZoneInfo) and zone.key in UNIVERSAL else universal.astimezone(zone)


def _in_language(text: Text) -> dict[str, str]:
    return {"LANGUAGE": text.language} if text.language else {}


def _add_text(component: Component, name: str, text: Text, *, lines: bool = False) -> None:
    words = clean(text.text)
    if words:
        component.add(name, vText(words if lines else " ".join(words.split()), params=_in_language(text)))
