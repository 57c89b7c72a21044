"""What a cell of a table of commitments says. Raises Misread with what is wrong and what to do."""

import calendar
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation import gettext as _

from enlace.core.plain import plain
from enlace.network.exchange.table_cells import YEARS, Misread, day_of, month_names
from enlace.network.exchange.tables import Cell

YEAR = re.compile(r"\A(?:ano )?(\d{4})\Z")
MONTH_IN_FIGURES = re.compile(r"\A(?:(\d{1,2})[/.-](\d{4})|(\d{4})[/.-](\d{1,2}))\Z")
MONTH_IN_WORDS = re.compile(r"\A([a-z]+)\.?,?[\s/.-]+(?:de[l]? )?(\d{4})\Z")
NUMBER = re.compile(r"\A\d{1,6}(?:[.,]\d{1,6})?\Z")
SENTENCE = re.compile(r"[.;:!?](?=\s)")
LONGEST_BEGINNING = 140


def when_of(cell: Cell, edge: Literal["first", "last"]) -> date | None:
    """The day of a date; of a month or a year its first or last day. None for an empty cell."""
    if isinstance(cell, str) and (found := _month_or_year(plain(cell))):
        year, first, last = found
        if year not in YEARS:
            wrong = _("The year of “%(cell)s” cannot be right.") % {"cell": cell}
            raise Misread(wrong, how_days_are_written())
        return date(year, first, 1) if edge == "first" else date(year, last, calendar.monthrange(year, last)[1])
    try:
        return day_of(cell)
    except Misread as error:
        raise Misread(error.wrong, how_days_are_written()) from None


def is_a_span(cell: Cell) -> bool:
    """Whether a cell names a month or a year and no day."""
    return isinstance(cell, str) and _month_or_year(plain(cell)) is not None


def _month_or_year(text: str) -> tuple[int, int, int] | None:
    """The year, and its first and last month that are meant."""
    if parts := YEAR.match(text):
        return int(parts[1]), 1, 12
    month, year = 0, 0
    if parts := MONTH_IN_FIGURES.match(text):
        month, year = int(parts[1] or parts[4]), int(parts[2] or parts[3])
    elif parts := MONTH_IN_WORDS.match(text):
        month, year = month_names().get(parts[1], 0), int(parts[2])
    return (year, month, month) if 1 <= month <= 12 else None


def how_days_are_written() -> str:
    return _("Write a day as 2016-03-15, 15/03/2016 or “15 de marzo de 2016”, a month as 2016-03, a year as 2016.")


def percent_of(cell: Cell, written_as: str = "") -> tuple[int, bool] | None:
    """A whole percentage, and whether it was rounded to be one. `one` reads 0.85 as 85. None for an empty cell."""
    if cell == "":
        return None
    text = str(cell).strip()
    marked = text.endswith("%")
    number = text.removesuffix("%").strip()
    if isinstance(cell, date) or not NUMBER.match(number):
        raise Misread(_("“%(cell)s” is no percentage.") % {"cell": cell}, _("Write a number from 0 to 100."))
    value = Decimal(number.replace(",", "."))
    if written_as == "one" and not marked:
        value *= 100
    elif 0 < value < 1 and not marked and not written_as:
        told = {"cell": cell, "percent": f"{(value * 100).normalize():f}"}
        wrong = _("“%(cell)s” may mean %(percent)s percent or less than one percent.") % told
        raise Misread(wrong, _("Say for the whole table how percentages are written: 85, or 0.85."))
    if value > 100:
        raise Misread(_("“%(cell)s” is more than 100 percent.") % {"cell": cell}, _("Write a number from 0 to 100."))
    whole = value.quantize(Decimal(1), ROUND_HALF_UP)
    return int(whole), whole != value


def beginning(text: str) -> str:
    """A title for a text that has none: its first sentence, or what of it is not too long, cut at a word."""
    ends = SENTENCE.search(text)
    if ends and ends.end() <= LONGEST_BEGINNING:
        return text[: ends.start()].strip()
    if len(text) <= LONGEST_BEGINNING:
        return text.removesuffix(".").strip()
    cut = text[:LONGEST_BEGINNING].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.") + "…"


def parts_of(cell: Cell) -> list[str]:
    """What stands in a cell side by side, parted by semicolons, bars or commas."""
    return [part for one in re.split(r"[;|,]", str(cell)) if (part := one.strip())]
