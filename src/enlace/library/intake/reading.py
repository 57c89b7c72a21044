"""A PDF is read in a process of its own (`core.confined`), step by step: what one cannot do is left out."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from enlace.core.confined import Limits, TooMuch, confined
from enlace.library.intake.languages import codes_for_recognising, language_of
from enlace.library.intake.recognising import chosen, installed_languages
from enlace.library.models import Refusal

READER = "enlace.library.intake.pdf_reader"
LIMITS = Limits(megabytes=500, processor=240, silence=30, all=400)
WHILE_RECOGNISING = Limits(megabytes=500, processor=1800, silence=90, all=3600)
"""A page silent for `silence` seconds, a file for longer than `all`; the processor is counted a page by the reader."""
MARK = b"%PDF"
LOOKED_AT = 1028


class Unreadable(Exception):
    """With a `Refusal` as `reason`."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass
class ReadPdf:
    """`texts` are those of all pages in their order, `large` the largest lines of the first; `cover` a JPEG or none."""

    pages: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    language: str = ""
    recognised: bool = False
    active: bool = True
    cover: bytes = b""

    @property
    def letters(self) -> int:
        return sum(letter.isalnum() for text in self.texts for letter in text)


def read_pdf(path: Path) -> ReadPdf:
    """Raises Unreadable where it is no PDF, or its pages cannot be had within the limits."""
    look_at(path)
    found = ReadPdf()
    with tempfile.TemporaryDirectory(prefix="enlace-reading-") as folder:
        job = {"path": str(path.resolve()), "cover": str(Path(folder) / "cover.jpg"), "folder": folder}
        _take_steps(job, ["text", "large", "active", "cover"], found)
        scanned = [number for number, text in enumerate(found.texts, start=1) if not text.strip()]
        if scanned and (languages := recognised_languages()):
            _take_steps(job | {"scanned": scanned, "languages": languages}, ["recognise"], found)
        cover = Path(job["cover"])
        found.cover = cover.read_bytes() if cover.exists() else b""
    found.language = language_of(found.texts)
    return found


def look_at(path: Path) -> None:
    """What can be said without reading it. Raises Unreadable."""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    if not head:
        raise Unreadable(Refusal.EMPTY)
    if MARK not in head:
        raise Unreadable(Refusal.NOT_PDF)


@cache
def recognised_languages() -> tuple[str, ...]:
    """What Tesseract is asked for, in the languages of the network; empty where it is not installed."""
    return tuple(chosen(codes_for_recognising(), installed_languages()))


def _take_steps(job: dict[str, Any], steps: list[str], found: ReadPdf) -> None:
    """Where a step breaks off, those after it are taken in a new process; without its text a file is refused."""
    while steps:
        at = steps[0]
        try:
            for answer in _answers(job, steps):
                at = answer.get("step", at)
                _take_in(answer, found, at)
            return
        except TooMuch:
            if at == "text":
                raise Unreadable(Refusal.TOO_MUCH) from None
            steps = steps[steps.index(at) + 1 :]


def _answers(job: dict[str, Any], steps: list[str]) -> Iterator[dict[str, Any]]:
    limits = WHILE_RECOGNISING if "recognise" in steps else LIMITS
    return confined(READER, job | {"steps": steps}, limits, Path(job["folder"]))


def _take_in(answer: dict[str, Any], found: ReadPdf, step: str) -> None:
    if "pages" in answer:
        found.pages, found.metadata = answer["pages"], answer["metadata"]
        found.texts = [""] * found.pages
    elif "page" in answer:
        found.texts[answer["page"] - 1] += answer["text"]
        found.recognised |= bool(answer.get("recognised") and answer["text"])
    elif "large" in answer:
        found.large = answer["large"]
    elif "active" in answer:
        found.active = answer["active"]
    elif "fault" in answer and step == "text":
        raise Unreadable(Refusal(answer["fault"]))
