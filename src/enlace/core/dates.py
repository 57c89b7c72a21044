import re
from datetime import date, datetime
from typing import Literal

from babel.dates import format_date, format_skeleton

type Precision = Literal["day", "month", "year"]

SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}


def date_in_words(start: date, language: str, *, end: date | None = None, precision: Precision = "day") -> str:
    """A date or a span as people write it, no more precise than it is known.

    29–30 de marzo de 2012; October 2019; February – May 2016. CLDR's own spans abbreviate the month in some languages.
    """
    if not end or _written(start, language, precision) == _written(end, language, precision):
        return _written(start, language, precision)
    last = _written(end, language, precision)
    if start.year != end.year:
        return f"{_written(start, language, precision)} – {last}"
    if precision == "day" and start.month == end.month:
        return re.sub(rf"\b{end.day}\b", f"{start.day}–{end.day}", last, count=1)
    first = (
        format_date(start, "LLLL", locale=language)
        if precision == "month"
        else format_skeleton("MMMMd", start, locale=language)
    )
    return f"{first} – {last}"


def _written(day: date, language: str, precision: Precision) -> str:
    if precision == "day":
        return str(format_date(day, "long", locale=language))
    return str(format_skeleton(SKELETONS[precision], day, locale=language))


def moment_in_words(moment: datetime, language: str) -> str:
    """A day with its hour, e.g. 29 de marzo de 2012, 14:05; as the clock of `moment` shows it."""
    return f"{date_in_words(moment.date(), language)}, {moment:%H:%M}"
