"""XLSX: values only. What could run, hide or burst is refused before anything of it is read."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from enlace.network.exchange.tables import MOST_COLUMNS, MOST_ROWS, Problem, Raw, Unreadable, too_many

MOST_UNPACKED = 100 * 1024 * 1024
MOST_CELLS = 2 * MOST_ROWS * MOST_COLUMNS
CHUNK = 1024 * 1024

CELLS = re.compile(rb"<(?:\w+:)?(?:c|si)[ >/]")
UNCOMPUTED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass
class Counted:
    """What the parts of a workbook hold so far; `cells` has texts that several cells share among them."""

    cells: int = 0
    rows: int = 0
    headers: int = 0


def read_xlsx(data: bytes) -> Iterator[tuple[str, Iterator[tuple[int, Sequence[Raw]]], bool]]:
    """Name, numbered rows and whether it is hidden, of each sheet in turn. Raises Unreadable, also on the way."""
    check_archive(data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = list(workbook.worksheets)
    except Exception as error:
        raise Unreadable(_damaged()) from error
    try:
        for sheet in sheets:
            yield sheet.title, _rows(sheet), sheet.sheet_state != "visible"
    finally:
        workbook.close()


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[Raw]]]:
    """openpyxl raises whatever the damaged part happens to break, so that any error here means damage."""
    try:
        sheet.reset_dimensions()
        yield from enumerate(sheet.iter_rows(values_only=True), 1)
    except (Unreadable, GeneratorExit):
        raise
    except Exception as error:
        raise Unreadable(_damaged(sheet.title)) from error


def check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_kind({part.filename for part in parts}, any(part.flag_bits & 1 for part in parts))
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(too_many())
            counted = Counted()
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part, counted)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_damaged()) from error


def _check_kind(names: set[str], locked: bool) -> None:
    if locked:
        raise Unreadable(protected())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        wrong = _("This workbook carries macros, which are programs.")
        raise Unreadable(Problem(wrong, _("Save it as an Excel workbook without macros (.xlsx).")))
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(no_table())


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, counted: Counted) -> None:
    """Counts its cells and filled rows on top of `counted`; read bit by bit, whole rows at a time."""
    rest, first = b"", True
    sheet = "worksheets/" in part.filename
    counted.headers += sheet
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if first and b"<!DOCTYPE" in chunk[:2000].upper():
                raise Unreadable(_damaged())
            first = False
            block = rest + chunk
            end = block.rfind(b"row>") + 4
            block, rest = (block[:end], block[end:]) if end > 3 else (block, b"")
            counted.cells += len(CELLS.findall(block))
            counted.rows += sum(b"v>" in row or b"is>" in row for row in block.split(b"row>")) if sheet else 0
            if counted.cells > MOST_CELLS or counted.rows > MOST_ROWS + counted.headers:
                raise Unreadable(too_many())
            if found := UNCOMPUTED.search(block):
                raise Unreadable(_uncomputed(found))


def _uncomputed(found: re.Match[bytes]) -> Problem:
    wrong = _("The formula in this cell has no result yet.")
    mend = _("Open the file in your spreadsheet program and save it again, or type the value.")
    return Problem(wrong, mend, row=int(found[2]), column=found[1].decode())


def _damaged(sheet: str = "") -> Problem:
    wrong = _("The file is damaged and cannot be read.")
    return Problem(wrong, _("Open it in your spreadsheet program and save it again as XLSX."), sheet=sheet)


def protected() -> Problem:
    wrong = _("The file is protected by a password, or is an old Excel workbook (.xls).")
    return Problem(wrong, _("Open it in your spreadsheet program and save it as XLSX without a password."))


def no_table() -> Problem:
    wrong = _("This is no table that can be read.")
    return Problem(wrong, _("Save the table as XLSX or as CSV."))
