"""What stands in a PDF: its pages as text, what it says of itself, whether it carries programs, a picture of page 1.

For `core.confined`. No Django. The text of a page is what pypdfium2's `page.get_textpage().get_text_bounded()` gives.
"""

import math
import resource
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdfium2
from pikepdf import Pdf, PdfError
from pypdfium2 import PdfDocument, PdfiumError

from enlace.library.intake.active_content import is_active
from enlace.library.intake.large_lines import large_lines
from enlace.library.intake.recognising import recognise

MOST_PAGES, MOST_LETTERS = 10_000, 20_000_000
SECONDS_A_PAGE = 20
PART = 75_000
"""Letters in one answer, which is at most 1,000,000 bytes however they are written."""
COVER_WIDE, COVER_HIGH = 640, 1280
WRONG_PASSWORD = {pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY}
LONGEST_WORDS = 1000
OWN_WORDS = {"Title": "title", "Author": "author", "Subject": "subject", "CreationDate": "created"}


def main(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`path`, the `steps` to take (text, recognise, large, active, cover), `cover` where the picture goes.

    Each step says `step` first. Then come `pages` and `metadata`; `page` with a part of its `text`; `large`, lines
    of the first page; `active`; `cover`. `fault` (locked, broken, empty, large) ends it.
    """
    take = {"text": _text, "recognise": _recognise, "large": _large, "active": _active, "cover": _cover}
    for step in job["steps"]:
        yield {"step": step}
        _limit_the_next()
        try:
            yield from take[step](job)
        except Refused as refused:
            yield {"fault": str(refused)}
            return


class Refused(Exception):
    """With a fault."""


def _limit_the_next() -> None:
    """From now on as many seconds of the processor as a page may take: then the system ends this process."""
    used = time.process_time()
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    allowed = math.ceil(used) + SECONDS_A_PAGE
    resource.setrlimit(resource.RLIMIT_CPU, (allowed if most == resource.RLIM_INFINITY else min(allowed, most), most))


def _opened(job: dict[str, Any]) -> PdfDocument:
    try:
        return PdfDocument(job["path"])
    except PdfiumError as error:
        raise Refused("locked" if error.err_code in WRONG_PASSWORD else "broken") from error


def _text(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    pdf = _opened(job)
    count = len(pdf)
    if not 0 < count <= MOST_PAGES:
        raise Refused("large" if count > 0 else "empty")
    yield {"pages": count, "metadata": _metadata(pdf)}
    letters, unread = 0, 0
    for number in range(1, count + 1):
        _limit_the_next()
        text = _text_of(pdf, number)
        unread += text is None
        letters += len(text or "")
        if letters > MOST_LETTERS:
            raise Refused("large")
        yield from _parts(number, text or "")
    if unread == count:
        raise Refused("broken")


def _parts(number: int, text: str) -> Iterator[dict[str, Any]]:
    for start in range(0, len(text), PART) or (0,):
        yield {"page": number, "text": text[start : start + PART]}


def _text_of(pdf: PdfDocument, number: int) -> str | None:
    """None where the page cannot be opened."""
    try:
        page = pdf[number - 1]
    except PdfiumError:
        return None
    try:
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded()
        text_page.close()
    except PdfiumError:
        return None
    finally:
        page.close()
    return text


def _metadata(pdf: PdfDocument) -> dict[str, str]:
    with suppress(PdfiumError, ValueError):
        found = pdf.get_metadata_dict(skip_empty=True)
        return {name: found[key][:LONGEST_WORDS] for key, name in OWN_WORDS.items() if key in found}
    return {}


def _recognise(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Pages without text, as Tesseract reads them: `job["scanned"]` are their numbers."""
    pdf = _opened(job)
    for number in job["scanned"]:
        _limit_the_next()
        text = ""
        with suppress(PdfiumError):
            text = recognise(pdf[number - 1], job["languages"], job["folder"])
        for part in _parts(number, text):
            yield part | {"recognised": True}


def _large(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with suppress(PdfiumError):
        yield {"large": large_lines(_opened(job)[0].get_textpage())}


def _active(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What cannot be looked through counts as active."""
    try:
        with Pdf.open(job["path"], suppress_warnings=True) as pdf:
            yield {"active": is_active(pdf)}
    except (PdfError, ValueError, RuntimeError, OSError, TypeError, RecursionError):
        yield {"active": True}


def _cover(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """As large as its frame, whatever the page says of its size."""
    with suppress(PdfiumError, ValueError, OSError, MemoryError, ArithmeticError):
        page = _opened(job)[0]
        picture = page.render(scale=scale_into(page.get_size(), COVER_WIDE, COVER_HIGH)).to_pil()
        picture.convert("RGB").save(job["cover"], "JPEG", quality=82, optimize=True)
        yield {"cover": True}


def scale_into(size: tuple[float, float], wide: int, high: int) -> float:
    """By which a page of `size` fits into a frame; a thin one stays a point thick. Raises ValueError for no page."""
    width, height = size
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise ValueError
    return min((wide - 1) / width, (high - 1) / height)
