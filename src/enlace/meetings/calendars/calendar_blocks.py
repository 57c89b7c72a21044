"""The blocks of a calendar file: BEGIN … END, and the properties in them. Pure, no queries.

Files are other people's. `icalendar` splits the lines; the rest is done here, because its reader works through every
rule of every time zone that a file brings, however long that takes, and keeps the zone for the files after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext
from icalendar.parser import Contentline, Contentlines

NAME = re.compile(r"[A-Za-z0-9-]{1,40}")
READ = frozenset(
    {
        *["BEGIN", "END", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CATEGORIES"],
        *["RRULE", "RDATE", "RECURRENCE-ID", "TZID", "TZOFFSETFROM", "TZOFFSETTO"],
    }
)
"""All other properties are passed by: attachments, invited people, alarms."""
ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotReadable(Exception):
    """The file holds no agenda that can be read; the message says why, to its reader."""


@dataclass(frozen=True)
class Property:
    value: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass
class Block:
    """Of properties that stand several times, all are kept."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    blocks: list["Block"] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        found = self.properties.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.value.strip() if found else ""


def blocks_of(data: bytes) -> list[Block]:
    """The calendars in a file. Raises NotReadable where there is none, or where the file ends within one."""
    found: list[Block] = []
    opened: list[Block] = []
    for name, prop in _properties(_decoded(data)):
        if name == "BEGIN":
            block = Block(prop.value.strip().upper())
            (opened[-1].blocks if opened else found).append(block)
            opened.append(block)
        elif name == "END":
            if not opened or opened.pop().name != prop.value.strip().upper():
                raise NotReadable(gettext("The calendar file is damaged. Export it once more, and upload that."))
        elif opened:
            opened[-1].properties.setdefault(name, []).append(prop)
    calendars = [block for block in found if block.name == "VCALENDAR"]
    if not calendars:
        raise NotReadable(gettext("This is no calendar file. Choose one that ends in .ics."))
    if opened:
        raise NotReadable(gettext("The calendar file ends too early. Export it once more, and upload that."))
    return calendars


def _decoded(data: bytes) -> str:
    """Calendar files are in UTF-8; older programs write what their machine did."""
    known = [encoding for mark, encoding in ENCODINGS if data.startswith(mark)]
    try:
        return data.decode(known[0] if known else "utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").replace("\x00", "")


def _properties(text: str) -> Iterator[tuple[str, Property]]:
    lines: list[Contentline] = Contentlines.from_ical(text)  # type: ignore[no-untyped-call]
    for line in lines:
        start = NAME.match(line)
        name = start.group().upper() if start else ""
        if name in READ and (prop := _property(line)):
            yield name, prop


def _property(line: Contentline) -> Property | None:
    """None for a line that says nothing."""
    try:
        _name, params, value = line.parts()
    except ValueError:
        return None
    return Property(str(value), {str(name).upper(): str(one) for name, one in params.items()})
