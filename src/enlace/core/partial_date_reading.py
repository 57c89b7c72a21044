"""Dates as people write them, read into 2015, 2015-05 or 2015-05-04. In the languages of the network."""

import re
from functools import lru_cache

from babel import Locale

from enlace.core.languages import language_codes
from enlace.core.plain import plain

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
WORDS = re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|º|o)?)?(?P<month>[^\W\d]+)(?P<late>\d{1,2})?(?P<year>\d{4})")
BETWEEN = re.compile(r"\b(?:de|del|do|da|of|the|en|em|in)\b|[.,]")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The names of months and their short forms, plain."""
    found: dict[str, int] = {}
    for code in language_codes():
        for context in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                found |= {plain(name).strip("."): number for number, name in (context.get(width) or {}).items()}
    return found | {"set": 9, "sept": 9, "setiembre": 9}


def read_partial_date(text: str) -> str:
    """What was written, where it is no date that can be read: `is_partial_date` then says so.

    Of 4/5/2015 the day comes first, as in this region; where that gives no date, as in 5/14/2015, it is not guessed.
    """
    text = " ".join(text.split())
    if found := ISO.fullmatch(text):
        return _written(*found.groups())
    if found := DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = found.groups()
        return _written(year, month, day)
    if found := MONTH_YEAR.fullmatch(text):
        return _written(found[2], found[1], None)
    named = WORDS.fullmatch("".join(BETWEEN.sub(" ", plain(text)).split()))
    month_number = _months().get(named["month"]) if named else None
    if named is None or month_number is None or (named["day"] and named["late"]):
        return text
    return _written(named["year"], str(month_number), named["day"] or named["late"])


def _written(year: str, month: str, day: str | None) -> str:
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
