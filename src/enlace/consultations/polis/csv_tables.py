"""CSV as Polis writes it, and as a spreadsheet program leaves it: rows with their lines, cells by name of column."""

import codecs
import csv
import io
from collections.abc import Iterator

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from .export import BadExport, Problems, line_of, shown
from .files import File

MARKS = (
    *((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
SAMPLE = 100_000
DELIMITERS = ",;\t"
LONGEST_CELL = 131_072
"""The limit of Python's reader, which any part of the program may raise for the whole process."""


def encoding_of(file: File) -> str:
    """That of its mark, UTF-8, or the likeliest. Raises BadExport for what is no text."""
    encoding = next((encoding for mark, encoding in MARKS if file.content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in file.content:
        raise _no_text(file)
    if _decodes(file.content, encoding):
        return encoding
    if encoding == "utf-8":
        guess = from_bytes(file.content[:SAMPLE]).best()
        if guess and _decodes(file.content, guess.encoding):
            return guess.encoding
    raise _no_text(file)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _no_text(file: File) -> BadExport:
    sentence = _("%(file)s is no text file: it holds bytes that are no letters. Export it from Polis again.")
    return BadExport(sentence % {"file": shown(file.name)})


def rows_of(file: File, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with the line on which it begins. Raises BadExport, also on the way."""
    stream = io.TextIOWrapper(io.BytesIO(file.content), encoding, newline="")
    reader = csv.reader(stream, delimiter=_delimiter_of(file, encoding), strict=True)
    line = 0
    try:
        for row in reader:
            if row:
                if max(map(len, row)) > LONGEST_CELL:
                    raise BadExport(f"{line_of(file.name, line + 1)}: {_in_words('limit')}")
                yield line + 1, row
            line = reader.line_num
    except csv.Error as error:
        raise BadExport(f"{line_of(file.name, line + 1)}: {_in_words(str(error))}") from None


def _in_words(error: str) -> str:
    if "limit" in error:
        return _("A cell is far too long. Look for a quotation mark too many.")
    return _(
        "A quotation mark is opened and not closed, or stands in the middle of a cell. "
        "Close it, or write it twice where it is part of the text."
    )


def _delimiter_of(file: File, encoding: str) -> str:
    """A comma, unless the first line has more of what some spreadsheet programs write instead."""
    first = io.TextIOWrapper(io.BytesIO(file.content), encoding).readline(SAMPLE)
    return max(DELIMITERS, key=first.count)


class Row:
    """A row as its columns name it: `row["vote"]`. A column that the file does not have is empty."""

    def __init__(self, columns: dict[str, int], cells: list[str]) -> None:
        self.columns, self.cells = columns, cells

    def __getitem__(self, name: str) -> str:
        place = self.columns.get(name)
        return "" if place is None else self.cells[place]


class Table:
    """The rows below the header: `(line, cells)`. Rows with too few or too many cells become problems."""

    def __init__(self, file: File, problems: Problems) -> None:
        """Raises BadExport for a file that is empty or no text."""
        self.file, self.problems, self.encoding = file, problems, encoding_of(file)
        self._rows = rows_of(file, self.encoding)
        _line, self.header = next(self._rows, (0, []))
        if not self.header:
            raise BadExport(_("%(file)s is empty. Export it from Polis again.") % {"file": shown(file.name)})
        named = [name.strip().casefold().replace("_", "-").replace(" ", "-") for name in self.header]
        self.columns = {name: place for place, name in reversed(list(enumerate(named)))}

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        width = len(self.header)
        for line, row in self._rows:
            if len(row) == width:
                yield line, row
            else:
                wrong = _(
                    "The first line has %(expected)d cells, this one %(found)d. "
                    "Look for a comma or a quotation mark too many or too few."
                )
                self.problems.add(line_of(self.file.name, line), wrong % {"expected": width, "found": len(row)})

    def guessed(self) -> list[str]:
        """A sentence where the encoding is not certain."""
        if self.encoding.startswith("utf-") or self.encoding == "ascii":
            return []
        sentence = _("%(file)s is not in UTF-8. It was read as %(encoding)s: look at the letters with accents.")
        return [sentence % {"file": shown(self.file.name), "encoding": self.encoding}]
