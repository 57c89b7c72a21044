"""What records say, as runs, paragraphs and cells: each text with its language, addresses of the web as links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from enlace.core.texts import Text
from enlace.mechanisms.register.shown import ShownFact
from enlace.reports.document.blocks import Cell, Paragraph, Points, Run, Words
from enlace.reports.document.composer import Composer, mark_of

ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+")
AFTER_ADDRESS = ".,;:!?)]}'’"
ENDS = (".", "!", "?", "…", ":", ";")


def linked(text: str, language: str = "") -> Iterator[Run]:
    """The text with its addresses as links."""
    at = 0
    for found in ADDRESS.finditer(text):
        address = found.group().rstrip(AFTER_ADDRESS)
        if text[at : found.start()]:
            yield Run(text[at : found.start()], language)
        yield Run(address, link=address)
        at = found.start() + len(address)
    if text[at:]:
        yield Run(text[at:], language)


def language_of(text: Text | None, composer: Composer) -> str:
    """Empty where it is the document's."""
    return composer.words(text).language if text else ""


def paragraphs(text: Text, composer: Composer, label: str = "") -> Iterator[Paragraph]:
    """Each line that is not empty; the first after its label."""
    language = language_of(text, composer)
    head = [Run(f"{label}. ", strong=True)] if label else []
    for line in text.text.splitlines():
        if line.strip():
            yield Paragraph((*head, *linked(line.strip(), language)))
            head = []


def points(lines: Iterable[str], language: str) -> Points:
    return Points(tuple(tuple(linked(line.strip(), language)) for line in lines if line.strip()))


def parts_of(shown: ShownFact) -> list[Text | str]:
    """Everything that is said of a fact, part by part."""
    text: Text | str = "; ".join(line for line in shown.lines if line.strip()) if shown.lines else shown.text
    address = shown.link if not shown.text else ""
    found = [shown.amount, text, address, shown.email, shown.phone, shown.note or ""]
    return [part for part in found if part]


def flat(shown: ShownFact) -> str:
    """All of a fact as one text."""
    parts = [str(part) for part in parts_of(shown)]
    return ". ".join([part.rstrip(".") for part in parts[:-1]] + parts[-1:])


def words_of(shown: ShownFact, composer: Composer) -> Words:
    """All of a fact as one text, with the language of what is not in that of the document."""
    found = [language_of(text, composer) for text in (shown.text, shown.note)]
    return Words(flat(shown), next(filter(None, found), ""))


def cell_of(shown: ShownFact, composer: Composer) -> Cell:
    link = shown.link if shown.link.startswith(("http://", "https://")) else ""
    return Cell(words_of(shown, composer), link)


def marked(caption: str, records: Sequence[Any]) -> str:
    """The caption with the mark of records that were written for a demonstration, where all of them were."""
    every = bool(records) and all(one.illustrative for one in records)
    return f"{caption} ({mark_of(records[0])})" if every else caption


def ended(text: str) -> str:
    """With a full stop where it ends with no sign."""
    return text if text.endswith(ENDS) else f"{text}."
