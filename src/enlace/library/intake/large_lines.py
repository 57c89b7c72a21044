"""The largest lines of a page, among which a cover has its title. For `intake.pdf_reader`. No Django."""

import ctypes
from dataclasses import dataclass, field
from statistics import median

from pypdfium2 import PdfTextPage
from pypdfium2.raw import FS_RECTF, FPDFText_CountChars, FPDFText_GetLooseCharBox, FPDFText_GetUnicode

MOST_LETTERS, MOST_LINES, MOST_RUNS, LONGEST = 6000, 6, 4, 400
SAME, LARGER = 0.93, 1.12


@dataclass
class Line:
    text: str = ""
    heights: list[float] = field(default_factory=list)

    @property
    def height(self) -> float:
        return median(self.heights) if self.heights else 0.0


def large_lines(page: PdfTextPage) -> list[str]:
    """Lines that follow one another in one size, the largest first; only what is larger than most of the page."""
    lines = [line for line in _lines(page) if line.heights]
    if not lines:
        return []
    usual = median(height for line in lines for height in line.heights)
    runs: list[list[Line]] = []
    for line in lines:
        if runs and len(runs[-1]) < MOST_LINES and SAME <= line.height / runs[-1][0].height <= 1 / SAME:
            runs[-1].append(line)
        else:
            runs.append([line])
    large = sorted((run for run in runs if run[0].height > LARGER * usual), key=lambda run: -run[0].height)
    return [" ".join(line.text.strip() for line in run)[:LONGEST] for run in large[:MOST_RUNS]]


def _lines(page: PdfTextPage) -> list[Line]:
    lines, box = [Line()], FS_RECTF()
    for index in range(min(FPDFText_CountChars(page), MOST_LETTERS)):
        code = FPDFText_GetUnicode(page, index)
        letter = chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else ""
        if letter in ("\r", "\n"):
            lines.append(Line())
            continue
        lines[-1].text += letter
        if letter.isalpha() and FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)):
            lines[-1].heights.append(max(round(abs(box.top - box.bottom), 1), 0.1))
    return lines
