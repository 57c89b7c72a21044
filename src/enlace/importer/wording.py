"""What the reading of a page tells in codes and English marks, in the language of the reader."""

import datetime
import re
from string import Template

from babel.dates import format_skeleton
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.importer.event_dates import EventDate
from enlace.importer.outcome import ImportedBody
from enlace.importer.unreadable import SENTENCES, Unreadable

FIELD_NAMES = {
    "title": _("title"),
    "date": _("date shown"),
    "summary": _("summary"),
    "body": _("text"),
    "facts": _("facts"),
}
LEAP_YEAR = 2000


def sentence_of(problem: Unreadable) -> str:
    params = problem.params | ({"kind": gettext(str(problem.params["kind"]))} if "kind" in problem.params else {})
    return Template(gettext(SENTENCES[problem.code])).substitute(params)


def kept_sentence(body: ImportedBody) -> str:
    """Empty where nothing was kept."""
    if body.kept_because or not body.kept:
        return body.kept_because
    names = ", ".join(str(FIELD_NAMES[name]) for name in body.kept)
    return gettext("A person has changed it since it was imported; left as they wrote it: %(fields)s.") % {
        "fields": names
    }


def event_date_in_words(date: EventDate) -> str:
    """In the reader's language; without a year where the text tells none."""
    language = current_language()
    if date.year is not None:
        start, end = (datetime.date.fromisoformat(day) for day in (date.start, date.end))
        return date_in_words(start, language, end=end)
    return gettext("%(days)s (the year is not told)") % {"days": _days(date, language)}


def _days(date: EventDate, language: str) -> str:
    (month, day), (last_month, last_day) = (map(int, one.split("-")) for one in (date.start, date.end))
    first, last = (_day(*one, language) for one in ((month, day), (last_month, last_day)))
    if first == last:
        return first
    return f"{first} – {last}" if month != last_month else re.sub(rf"\b{last_day}\b", f"{day}–{last_day}", last)


def _day(month: int, day: int, language: str) -> str:
    return str(format_skeleton("MMMMd", datetime.date(LEAP_YEAR, month, day), locale=language))
