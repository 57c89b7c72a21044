"""An agenda by days, as pages show it. Pure, no queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from babel.lists import format_list
from django.urls import reverse

from enlace.core.languages import current_language
from enlace.core.texts import Text
from enlace.meetings.agenda.changes import Change
from enlace.meetings.agenda.facts import Item
from enlace.meetings.agenda.spoken import names_of
from enlace.meetings.agenda.zones import Hours, hours_elsewhere
from enlace.meetings.models import Meeting, SpeakerPart


@dataclass(frozen=True)
class Line:
    """A session; `own` are its hours where the reader is, if they differ."""

    session: int
    item: Item
    own: Hours | None = None
    changed: tuple[str, ...] = ()
    observers: tuple[Text, ...] = ()

    @property
    def address(self) -> str:
        return reverse("meetings:session", args=[self.session])

    @property
    def hours(self) -> str:
        return f"{self.item.begins:%H:%M}–{self.item.ends:%H:%M}"

    @property
    def spoken(self) -> str:
        return _listed(self.item.languages)

    @property
    def interpreted(self) -> str:
        return _listed(self.item.interpretation)

    @property
    def chairs(self) -> list[object]:
        return [one for one in self.item.speakers if one.part in (SpeakerPart.CHAIR, SpeakerPart.MODERATOR)]

    @property
    def speakers(self) -> list[object]:
        return [one for one in self.item.speakers if one.part not in (SpeakerPart.CHAIR, SpeakerPart.MODERATOR)]


@dataclass(frozen=True)
class Day:
    day: date
    lines: list[Line] = field(default_factory=list)


def line_of(
    meeting: Meeting,
    session: int,
    item: Item,
    zone: str = "",
    change: Change | None = None,
    observers: Mapping[int, Text] | None = None,
) -> Line:
    """`zone` is the reader's; `observers` are the names of those that may be told."""
    own = hours_elsewhere(item.begins_at(meeting.zone), item.ends_at(meeting.zone), zone) if zone else None
    known = observers or {}
    named = tuple(known[one] for one in item.observers if one in known)
    return Line(session, item, own, tuple(change.in_words) if change else (), named)


def programme(
    meeting: Meeting,
    items: Mapping[int, Item],
    zone: str = "",
    changes: Iterable[Change] = (),
    observers: Mapping[int, Text] | None = None,
) -> list[Day]:
    """In the order in which they begin."""
    changed = {one.session: one for one in changes}
    in_order = sorted(items.items(), key=lambda pair: (pair[1].day, pair[1].begins, pair[0]))
    lines = [line_of(meeting, pk, item, zone, changed.get(pk), observers) for pk, item in in_order]
    return [Day(day, list(of_day)) for day, of_day in groupby(lines, key=lambda line: line.item.day)]


def _listed(codes: Sequence[str]) -> str:
    return str(format_list(names_of(codes), locale=current_language())) if codes else ""
