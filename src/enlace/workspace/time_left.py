"""How far off a day is, as people say it: in days for two months, then in months, then in years."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS, MONTH, YEAR = 60, 30.44, 365.25


def time_left(day: date, today: date) -> str:
    number = abs((day - today).days)
    if number <= DAYS:
        return _days(number, late=day < today)
    if number < 2 * YEAR:
        months = round(number / MONTH)
        form = (
            ngettext("%(number)d month late", "%(number)d months late", months)
            if day < today
            else ngettext("in %(number)d month", "in %(number)d months", months)
        )
        return form % {"number": months}
    years = int(number / YEAR)
    form = (
        ngettext("%(number)d year late", "%(number)d years late", years)
        if day < today
        else ngettext("in %(number)d year", "in %(number)d years", years)
    )
    return form % {"number": years}


def _days(number: int, *, late: bool) -> str:
    if number == 0:
        return _("today")
    if late:
        return ngettext("%(number)d day late", "%(number)d days late", number) % {"number": number}
    if number == 1:
        return _("tomorrow")
    return ngettext("in %(number)d day", "in %(number)d days", number) % {"number": number}
