"""What somebody uploads to sheets, whatever program wrote it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enlace.network.exchange.csv_tables import read_csv
from enlace.network.exchange.tables import MOST_MEGABYTES, MOST_ROWS, Problem, Sheet, Unreadable, sheet_of
from enlace.network.exchange.xlsx_tables import no_table, protected, read_xlsx

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_TABLES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"<html",
    b"<!DOCTYPE",
)


@dataclass(frozen=True)
class Tables:
    """`passed_over` names the sheets that nobody sees, which are not read."""

    sheets: tuple[Sheet, ...]
    passed_over: tuple[str, ...] = ()


def read_tables(data: bytes) -> Tables:
    """Raises Unreadable for what is no table, is damaged, protected, empty or too large."""
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        raise Unreadable(_too_large())
    if data.startswith(OLD_OFFICE):
        raise Unreadable(protected())
    if data.startswith(NO_TABLES):
        raise Unreadable(no_table())
    tables = _workbook(data) if data.startswith(b"PK") else _csv(data)
    if not tables.sheets:
        raise Unreadable(Problem(_("The file is empty."), _("Choose another one, or start from a template.")))
    return tables


def _csv(data: bytes) -> Tables:
    sheet = sheet_of("", read_csv(data))
    return Tables((sheet,) if sheet else ())


def _workbook(data: bytes) -> Tables:
    sheets: list[Sheet] = []
    passed_over = []
    for name, rows, hidden in read_xlsx(data):
        if hidden:
            passed_over.append(name)
            continue
        sheet = sheet_of(name, rows, most=MOST_ROWS - sum(len(one.rows) for one in sheets))
        if sheet:
            sheets.append(sheet)
    return Tables(tuple(sheets), tuple(passed_over))


def _too_large() -> Problem:
    wrong = _("The file is larger than %(most)d MB.") % {"most": MOST_MEGABYTES}
    mend = _("At most %(most)d rows are read at a time: divide the table into several files.") % {"most": MOST_ROWS}
    return Problem(wrong, mend)
