"""The history as one line: the milestones that editors wrote, and the meetings on record between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from enlace.core.clock import today
from enlace.core.texts import Text
from enlace.meetings.models import Meeting


@dataclass(frozen=True)
class Point:
    """`shown` is the date as precise as it is known; `page` or else `address` is where the title leads, if anywhere."""

    date: date
    shown: str
    title: Text | str
    place: Text | str = ""
    text: Text | str = ""
    source: Text | str = ""
    address: str = ""
    page: Any = None
    illustrative: bool = False


def timeline(milestones: Iterable[Any]) -> list[Point]:
    """By date; of one day the milestone comes first. What it holds is public, whoever reads it."""
    points = [*(_of_milestone(block.value) for block in milestones), *map(_of_meeting, meetings_held())]
    return sorted(points, key=lambda point: point.date)


def meetings_held() -> list[Meeting]:
    """Those that everybody may see, from the first to the one that begins today."""
    seen = Meeting.objects.visible_to(AnonymousUser())
    return list(seen.filter(cancelled_at=None, begins_on__lte=today()).order_by("begins_on", "pk"))


def _of_milestone(value: Any) -> Point:
    words = {name: value[name] for name in ("title", "place", "text", "source")}
    page = value["link"]
    return Point(value["date"], value["shown"], page=page if page and page.live else None, **words)


def _of_meeting(meeting: Meeting) -> Point:
    return Point(
        date=meeting.begins_on,
        shown=meeting.days_in_words,
        title=meeting.shown_title,
        place=meeting.shown_place,
        text=_first_paragraph(meeting.shown_text),
        source=meeting.shown_source,
        address=meeting.get_absolute_url(),
        illustrative=meeting.illustrative,
    )


def _first_paragraph(text: Text) -> Text:
    return Text(text.text.strip().partition("\n\n")[0], text.language, text.fallback)
