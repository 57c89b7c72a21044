"""Sheets to bytes: CSV that Excel reads as UTF-8, XLSX with a header that stays in sight; no cell of them runs."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from enlace.network.exchange.cell_safety import guarded, typed_as_text
from enlace.network.exchange.tables import Cell, printable

NARROWEST, WIDEST = 10, 48


@dataclass(frozen=True)
class Written:
    """A sheet to be written: its name, its header, its rows."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Written) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in (sheet.header, *sheet.rows):
        writer.writerow([cell.isoformat() if isinstance(cell, date) else guarded(printable(cell)) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: Sequence[Written]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _write(workbook.create_sheet(sheet.name[:31]), sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write(page: Worksheet, sheet: Written) -> None:
    bold = Font(bold=True)
    for number, row in enumerate((sheet.header, *sheet.rows), 1):
        for place, value in enumerate(row, 1):
            if value == "":
                continue
            cell = page.cell(number, place)
            if isinstance(value, date):
                cell.value = value
                cell.number_format = "yyyy-mm-dd"
            else:
                text = printable(value)
                cell.value = typed_as_text(text)
                cell.data_type = "s"
                cell.quotePrefix = text != guarded(text)
            if number == 1:
                cell.font = bold
    page.freeze_panes = "A2"
    for place, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(place)].width = width


def _widths(sheet: Written) -> list[int]:
    columns = [[str(title), *(str(row[place]) for row in sheet.rows)] for place, title in enumerate(sheet.header)]
    return [min(WIDEST, max(NARROWEST, *(len(text) + 2 for text in column))) for column in columns]
