"""The agenda of a meeting on paper, in one language or in two side by side, as data for `agenda.typ`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.accounts.rules import Anyone
from enlace.core.languages import current_language, languages
from enlace.core.texts import Text
from enlace.core.typesetting import typeset
from enlace.meetings.agenda.facts import Presenter
from enlace.meetings.agenda.programme import Line, programme
from enlace.meetings.agenda.queries import Published, published_agenda
from enlace.meetings.agenda.zones import zone_in_words
from enlace.meetings.models import Meeting, SpeakerPart
from enlace.network.dated import day_in_words

TEMPLATE = Path(__file__).parent / "typst" / "agenda.typ"
LONG = 1800
"""Letters of a session from which it may go on on the next page."""

type Codes = tuple[str] | tuple[str, str]
type Data = dict[str, Any]


def printed_agenda(meeting: Meeting, reader: Anyone, chosen: Codes) -> bytes | None:
    """As published last, with what the reader sees of it and no more. None where no session of it is for the reader.

    A text that a language lacks stands there in another one, which is named beside it.
    """
    published = published_agenda(meeting, reader)
    if published is None or not published.items:
        return None
    columns, programmes = [], []
    for language in chosen:
        with override(language):
            columns.append(_column(meeting, published))
            programmes.append(_days(meeting, published))
    with override(chosen[0]):
        title = _("Agenda: %(meeting)s") % {"meeting": meeting.shown_title}
        data = {
            "footer": f"{title}, {meeting.days_in_words}",
            "sample": meeting.illustrative,
            "columns": columns,
            "heads": [_words(_("Hours")), *(_own_name(language) for language in chosen)],
            "days": [_side_by_side(days) for days in zip(*programmes, strict=True)],
        }
        return typeset(TEMPLATE, data, language=chosen[0], title=title, at=published.version.published_at)


def _own_name(language: str) -> Data:
    names = {one.code: one.name for one in languages()}
    return {"text": names[language], "language": language, "note": ""}


def _column(meeting: Meeting, published: Published) -> Data:
    version = _("Version %(number)s") % {"number": published.version.number}
    zone = zone_in_words(meeting.time_zone, meeting.begins_on)
    lines = [
        meeting.days_in_words,
        f"{version}, {day_in_words(localdate(published.version.published_at))}.",
        _("The hours are those of %(zone)s.") % {"zone": zone},
    ]
    only = _only(meeting.shown_title)
    return {
        "language": current_language(),
        "agenda": _("Agenda"),
        "meeting": _words(meeting.shown_title),
        "lines": [only, *lines] if only else lines,
        "cancelled": _("The meeting is cancelled.") if meeting.cancelled_at else "",
        "sample": _("Illustrative"),
    }


def _days(meeting: Meeting, published: Published) -> list[Data]:
    return [
        {
            "title": _words(capfirst(str(format_date(day.day, "full", locale=current_language())))),
            "lines": [{"hours": line.hours, "session": _session(line, meeting)} for line in day.lines],
        }
        for day in programme(meeting, published.items)
    ]


def _side_by_side(days: Sequence[Mapping[str, Any]]) -> Data:
    """One day of each language as one: its titles, and by line the sessions."""
    lines = []
    for of_line in zip(*(day["lines"] for day in days), strict=True):
        sessions = [one["session"] for one in of_line]
        letters = max(_letters(one) for one in sessions)
        lines.append({"hours": of_line[0]["hours"], "sessions": sessions, "long": letters > LONG})
    return {"titles": [day["title"] for day in days], "lines": lines}


def _letters(session: Mapping[str, Any]) -> int:
    names = sum(len(one["name"]["text"]) + 40 for one in session["speakers"])
    return len(session["title"]["text"]) + len(session["meta"]) + names


def _session(line: Line, meeting: Meeting) -> Data:
    item = line.item
    return {
        "language": current_language(),
        "kind": capfirst(item.kind_in_words),
        "cancelled": _("Cancelled") if item.cancelled else "",
        "sample": _("Illustrative") if item.illustrative and not meeting.illustrative else "",
        "title": _words(item.shown_title),
        "only": _only(item.shown_title),
        "speakers": [_speaker(one) for one in sorted(item.speakers, key=lambda one: not _chairs(one))],
        "meta": "" if item.is_break else " · ".join(_about(line)),
    }


def _chairs(one: Presenter) -> bool:
    return one.part in (SpeakerPart.CHAIR, SpeakerPart.MODERATOR)


def _speaker(one: Presenter) -> Data:
    return {
        "part": capfirst(one.part_in_words) if _chairs(one) else "",
        "name": _words(one.shown_name),
        "sector": one.sector_in_words,
    }


def _about(line: Line) -> list[str]:
    spoken = _("in %(languages)s") % {"languages": line.spoken} if line.spoken else ""
    heard = _("interpretation into %(languages)s") % {"languages": line.interpreted} if line.interpreted else ""
    readers = _("for %(audience)s") % {"audience": line.item.audience_in_words}
    return [part for part in (line.item.room, spoken, heard, readers) if part]


def _words(text: Text | str) -> Data:
    """`note` names its language where that is not the column's."""
    if isinstance(text, Text):
        return {"text": text.text, "language": text.language, "note": _name_of(text.language) if text.fallback else ""}
    return {"text": text, "language": current_language(), "note": ""}


def _only(text: Text) -> str:
    return _("Available in %(language)s only") % {"language": _name_of(text.language)} if text.fallback else ""


def _name_of(language: str) -> str:
    return str(Locale.parse(current_language()).languages.get(language, language))
