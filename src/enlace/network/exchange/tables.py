"""A table as people fill it in: sheets of rows, each with the number that their spreadsheet shows. No database."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from enlace.network.exchange.cell_safety import restored

MOST_ROWS, MOST_COLUMNS = 5_000, 60
MOST_MEGABYTES = 20

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
MISREAD = re.compile("Ã[\u0080-\u00bf€-™]|â€|\ufffd")
SPREADSHEET_ERRORS = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}

type Cell = str | date
type Raw = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Problem:
    """What is wrong with a table, where its owner finds it in it, and what to do about it."""

    wrong: str
    mend: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""


class Unreadable(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.wrong)
        self.problem = problem


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The name is empty in a CSV; `problems` are those of single cells."""

    name: str
    header: Row
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def sheet_of(name: str, numbered: Iterable[tuple[int, Sequence[Raw]]], *, most: int = MOST_ROWS) -> Sheet | None:
    """The first row that holds anything is the header. None for a sheet without any; Unreadable if it is too large."""
    header: Row | None = None
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, raw in numbered:
        if not any(value is not None and value != "" for value in raw):
            continue
        cells = [cell_of(value) for value in raw]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(too_wide(name, number))
        if header is None:
            header = Row(number, tuple(cells))
            continue
        if len(rows) >= most:
            raise Unreadable(too_many(name, number))
        if len(cells) > len(header.cells):
            problems.append(_ragged(name, number, len(cells), len(header.cells)))
        problems += _problems_of(name, number, header, cells)
        rows.append(Row(number, tuple(cells)))
    return Sheet(name, header, tuple(rows), tuple(problems)) if header else None


def cell_of(value: Raw) -> Cell:
    """A day stays one; everything else becomes its text on one line, without the apostrophe of a neutral cell."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(restored(str(value)).split())


def printable(text: str) -> str:
    """On one line, without what neither a spreadsheet nor a database takes."""
    return " ".join(CONTROL.sub("", text).split())


def column_name(number: int) -> str:
    """1 → A, 27 → AA: how spreadsheets call a column without a header."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def header_at(header: Row, index: int) -> str:
    written = str(header.cells[index]) if index < len(header.cells) else ""
    return written or column_name(index + 1)


def _problems_of(name: str, number: int, header: Row, cells: Sequence[Cell]) -> list[Problem]:
    found = []
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and (told := _cell_problem(cell)):
            found.append(Problem(*told, sheet=name, row=number, column=header_at(header, index)))
    return found


def _cell_problem(text: str) -> tuple[str, str] | None:
    if CONTROL.search(text):
        return _("This cell holds a character that is no text."), _("Delete the cell and type it again.")
    if found := MISREAD.search(text):
        wrong = _("These letters were damaged when the file was saved: “%(letters)s”.")
        return wrong % {"letters": found[0]}, _("Correct them, and save the file as XLSX or as CSV in UTF-8.")
    if text in SPREADSHEET_ERRORS:
        wrong = _("The spreadsheet shows an error here, %(error)s.")
        return wrong % {"error": text}, _("Correct the formula, or type the value.")
    return None


def _ragged(name: str, number: int, cells: int, headers: int) -> Problem:
    wrong = _("This row has %(cells)d cells, but the header has %(headers)d.") % {"cells": cells, "headers": headers}
    mend = _("Look for a comma or semicolon too many, or give the column a header.")
    return Problem(wrong, mend, sheet=name, row=number)


def too_many(name: str = "", number: int | None = None) -> Problem:
    wrong = _("There are more than %(most)d rows.") % {"most": MOST_ROWS}
    mend = _("At most %(most)d rows are read at a time: divide the table into several files.") % {"most": MOST_ROWS}
    return Problem(wrong, mend, sheet=name, row=number)


def too_wide(name: str = "", number: int | None = None) -> Problem:
    wrong = _("There are more than %(most)d columns.") % {"most": MOST_COLUMNS}
    mend = _("Start from a template, or delete the columns that the directory does not know.")
    return Problem(wrong, mend, sheet=name, row=number)
