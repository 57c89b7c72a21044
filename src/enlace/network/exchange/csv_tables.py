"""CSV of any program: UTF-8 with and without mark, UTF-16 with one, Windows-1252; comma, semicolon or tab."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from enlace.network.exchange.tables import Problem, Unreadable, column_name

DELIMITERS = ",;\t"
BROKEN = re.compile("[\udc80-\udcff]")
FOREIGN = re.compile("[^\x00-\x7f\udc80-\udcff]")
NO_LETTER_OF_WINDOWS = re.compile("[\udc81\udc8d\udc8f\udc90\udc9d]")
REPLACED = re.compile("\ufffd")
NUL = re.compile("\0")
LONGEST_CELL = 131_072
"""The limit of Python's reader, which any part of the program may raise for the whole process."""
SEPARATOR_LINE = re.compile(r"\Asep=([,;\t])(?:\r\n|\r|\n)", re.IGNORECASE)


def read_csv(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with their numbers, blank ones too. Raises Unreadable, also on the way, naming the row."""
    text = decode(data)
    skipped = SEPARATOR_LINE.match(text)
    delimiter = skipped[1] if skipped else delimiter_of(text)
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if max(map(len, row), default=0) > LONGEST_CELL:
                raise Unreadable(_too_long(number))
            if not (skipped and number == 1):
                yield number, row
    except csv.Error as error:
        raise Unreadable(_unparsed(number + 1, str(error))) from error


def _unparsed(number: int, error: str) -> Problem:
    if "limit" in error:
        return _too_long(number)
    wrong = _("A quotation mark is opened in this row and not closed, or stands in the middle of a cell.")
    return Problem(wrong, _("Close it, or write it twice where it is part of the text."), row=number)


def _too_long(number: int) -> Problem:
    return Problem(_("A cell of this row is far too long."), _("Look for a quotation mark too many."), row=number)


def decode(data: bytes) -> str:
    """Raises Unreadable, naming the first row and column, where the letters of a file follow more than one encoding."""
    if data.startswith(codecs.BOM_UTF8):
        text = _utf8(data.removeprefix(codecs.BOM_UTF8))
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _utf16(data)
    else:
        text = _unmarked(data)
    if "\0" in text:
        wrong = _("The file holds bytes that are no text.")
        raise Unreadable(_placed(text, NUL, wrong, _save_again()))
    return text


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(_mixed(data.decode("utf-8", "surrogateescape"), BROKEN)) from None


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        wrong = _("The file is damaged: here it ends in the middle of a letter, or letters of it are missing.")
        raise Unreadable(_placed(data.decode("utf-16", "replace"), REPLACED, wrong, _save_again())) from None


def _unmarked(data: bytes) -> str:
    """UTF-8, or else Windows-1252. Where some letters are of one and some of the other, the fewer count as wrong."""
    text = data.decode("utf-8", "surrogateescape")
    broken, whole = len(BROKEN.findall(text)), len(FOREIGN.findall(text))
    if not broken:
        return text
    if whole:
        raise Unreadable(_mixed(text, BROKEN if whole >= broken else FOREIGN))
    if NO_LETTER_OF_WINDOWS.search(text):
        wrong = _("The file is in an encoding that is not known.")
        raise Unreadable(_placed(text, NO_LETTER_OF_WINDOWS, wrong, _save_again()))
    return data.decode("cp1252")


def _mixed(text: str, wrong: re.Pattern[str]) -> Problem:
    sentence = _(
        "The file mixes two encodings: its letters with accents are written in one way above and in another here."
    )
    return _placed(text, wrong, sentence, _save_again())


def _save_again() -> str:
    return _(
        "Open it in your spreadsheet program, correct the letters that look wrong, "
        "and save it as XLSX or as CSV in UTF-8."
    )


def _placed(text: str, wrong: re.Pattern[str], sentence: str, mend: str) -> Problem:
    """The problem at the first cell that holds what is wrong."""
    header: list[str] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)), 1):
            header = header or row
            for index, cell in enumerate(row):
                if wrong.search(cell):
                    known = index < len(header) and header[index] and not CONTROLS.search(header[index])
                    column = header[index] if known else column_name(index + 1)
                    return Problem(sentence, mend, row=number, column=column)
    except csv.Error:
        pass
    return Problem(sentence, mend)


CONTROLS = re.compile("[\0\ufffd\udc80-\udcff]")


def delimiter_of(text: str) -> str:
    """What stands most often between the cells of the first row that holds anything; a comma where nothing does."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = begun = False
    for char in text:
        if char == '"':
            quoted = not quoted
        elif char in "\r\n" and not quoted:
            if begun:
                break
        elif char in counts and not quoted:
            counts[char] += 1
        begun = begun or not char.isspace()
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])
