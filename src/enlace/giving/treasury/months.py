"""Months and spans of days, as the pages of the treasury offer and show them."""

from calendar import monthrange
from datetime import date

from babel.dates import get_month_names
from django.utils.text import capfirst

from enlace.core.languages import current_language


def month_choices() -> list[tuple[str, str]]:
    names = get_month_names("wide", context="stand-alone", locale=current_language())
    return [(str(number), capfirst(names[number])) for number in range(1, 13)]


def month_name(number: int) -> str:
    return month_choices()[number - 1][1]


def last_day(year: int, month: int | None) -> date:
    """Of the month, or of the year."""
    return date(year, month or 12, monthrange(year, month or 12)[1])
