"""What a publication of the agenda writes down of a session, and how it is read again. Pure, no queries."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from enlace.core.texts import Text, Texts
from enlace.meetings.agenda.spoken import codes_in
from enlace.meetings.models import Session, SessionKind, Speaker, SpeakerPart
from enlace.meetings.models.agenda import SpeakerSector
from enlace.network.audiences import Audience

type Facts = Mapping[str, Any]

NO_DAY, MIDNIGHT = date(1970, 1, 1), time()
"""What stands for a day and an hour that were not written down."""


@dataclass(frozen=True)
class Presenter:
    """A speaker, as the programme presents them; `id` is that of the speaker's row."""

    id: int
    part: str
    sector: str
    shown_as: Texts

    @property
    def shown_name(self) -> Text:
        return self.shown_as.in_language()

    @property
    def part_in_words(self) -> str:
        return str(SpeakerPart(self.part).label) if self.part in SpeakerPart.values else ""

    @property
    def sector_in_words(self) -> str:
        return str(SpeakerSector(self.sector).label) if self.sector in SpeakerSector.values else ""


@dataclass(frozen=True)
class Item:
    """A session as it was written down. `begins` and `ends` are on the clock of the place."""

    title: Texts
    summary: Texts
    kind: str
    day: date
    begins: time
    ends: time
    room: str
    languages: tuple[str, ...]
    interpretation: tuple[str, ...]
    cancelled: bool
    illustrative: bool
    audience: str
    observers: tuple[int, ...]
    speakers: tuple[Presenter, ...]

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_summary(self) -> Text:
        return self.summary.in_language()

    @property
    def kind_in_words(self) -> str:
        return str(SessionKind(self.kind).label) if self.kind in SessionKind.values else ""

    @property
    def audience_in_words(self) -> str:
        return str(Audience(self.audience).label) if self.audience in Audience.values else ""

    @property
    def is_break(self) -> bool:
        return self.kind == SessionKind.BREAK

    def begins_at(self, zone: ZoneInfo) -> datetime:
        """`zone` is the place's."""
        return datetime.combine(self.day, self.begins, zone)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        return datetime.combine(self.day, self.ends, zone)


def facts_of(session: Session, observers: Iterable[int] = (), speakers: Iterable[Speaker] = ()) -> dict[str, Any]:
    """As JSON; `observers` are ids. The link to join is not in it, nor who a speaker is: only how they are shown."""
    return {
        "title": dict(session.title),
        "summary": dict(session.summary),
        "kind": str(session.kind),
        "day": session.day.isoformat(),
        "begins": session.begins.isoformat("minutes"),
        "ends": session.ends.isoformat("minutes"),
        "room": session.room,
        "languages": codes_in(session.languages),
        "interpretation": codes_in(session.interpretation),
        "cancelled": session.cancelled_at is not None,
        "illustrative": session.illustrative,
        "audience": str(session.audience),
        "observers": sorted(observers),
        "speakers": [
            {
                "id": one.pk,
                "part": str(one.part),
                "sector": str(one.sector),
                "shown_as": dict(one.shown_as),
            }
            for one in speakers
        ],
    }


def item_from(facts: Facts) -> Item:
    """What is lacking is empty; where the audience is lacking, it is for the secretariat alone."""
    return Item(
        title=Texts(facts.get("title")),
        summary=Texts(facts.get("summary")),
        kind=facts.get("kind", ""),
        day=date.fromisoformat(facts["day"]) if facts.get("day") else NO_DAY,
        begins=time.fromisoformat(facts["begins"]) if facts.get("begins") else MIDNIGHT,
        ends=time.fromisoformat(facts["ends"]) if facts.get("ends") else MIDNIGHT,
        room=facts.get("room", ""),
        languages=tuple(facts.get("languages", ())),
        interpretation=tuple(facts.get("interpretation", ())),
        cancelled=bool(facts.get("cancelled")),
        illustrative=bool(facts.get("illustrative")),
        audience=facts.get("audience", Audience.SECRETARIAT.value),
        observers=tuple(facts.get("observers", ())),
        speakers=tuple(_presenter(one) for one in facts.get("speakers", ())),
    )


def _presenter(facts: Facts) -> Presenter:
    return Presenter(facts["id"], facts.get("part", ""), facts.get("sector", ""), Texts(facts.get("shown_as")))


def without_observers(item: Item) -> Item:
    """For those to whom it is not told who else is named."""
    return replace(item, observers=())


def mark_of(facts: Mapping[int, Facts]) -> str:
    """A short mark of a draft: another one means that something in it is other."""
    return hashlib.sha256(json.dumps(list(facts.items()), sort_keys=True).encode()).hexdigest()[:16]
