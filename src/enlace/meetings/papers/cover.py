"""What the cover of all papers in one file says, as data for its template."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.core.dates import date_in_words, moment_in_words
from enlace.core.languages import current_language
from enlace.meetings.models import Meeting
from enlace.meetings.papers.queries import Piece

WHY = {
    "kind": lambda: _("no PDF"),
    "locked": lambda: _("locked with a password"),
    "broken": lambda: _("cannot be read"),
    "large": lambda: _("too many pages"),
}


def why_in_words(why: str) -> str:
    return WHY[why]() if why in WHY else why


def cover_data(
    meeting: Meeting, kept: list[Piece], lengths: list[int], left: list[tuple[Piece, str]], at: datetime
) -> dict[str, Any]:
    """`lengths` are the pages of those kept; the template adds its own to where each begins."""
    begins = [1 + sum(lengths[:number]) for number in range(len(lengths))]
    illustrative = meeting.illustrative or any(piece.paper.illustrative for piece in kept)
    place = str(meeting.place.in_language())
    return {
        "kicker": _("Papers of the meeting"),
        "meeting": str(meeting.title.in_language()),
        "when": " · ".join(filter(None, [meeting.days_in_words, place])),
        "sample": _("Illustrative: written for a demonstration.") if illustrative else "",
        "contents": _("Contents"),
        "days": _days(kept, begins),
        "left_title": _("Not in this file"),
        "left_explained": _("These papers are in the ZIP, as they were handed in."),
        "left": [
            {"title": _title(piece), "session": str(piece.heading.title), "why": why_in_words(why)}
            for piece, why in left
        ],
        "made": _("Made on %(moment)s for one reader: it holds what they may read.")
        % {"moment": moment_in_words(at, current_language())},
    }


def _days(kept: list[Piece], begins: list[int]) -> list[dict[str, Any]]:
    found = []
    for day, of_day in groupby(zip(kept, begins, strict=True), key=lambda one: one[0].heading.day):
        sessions = [
            {"title": str(heading.title), "papers": [_entry(piece, page) for piece, page in papers]}
            for heading, papers in groupby(of_day, key=lambda one: one[0].heading)
        ]
        found.append({"title": capfirst(date_in_words(day, current_language())), "sessions": sessions})
    return found


def _entry(piece: Piece, page: int) -> dict[str, Any]:
    own = piece.edition.language == current_language()
    note = "" if own else _("Available in %(language)s only") % {"language": piece.edition.language_name}
    marks = [note, _("Illustrative") if piece.paper.illustrative else ""]
    return {"title": _title(piece), "note": " · ".join(filter(None, marks)), "page": page}


def _title(piece: Piece) -> str:
    return str(piece.paper.title.in_language())
