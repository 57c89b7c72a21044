"""The parity gate: what is missing in a language before an edition is frozen in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enlace.core.languages import language_codes
from enlace.reports.document.blocks import Document, Heading, Note, Paragraph, Points, Table, Words
from enlace.reports.kinds import kind_of
from enlace.reports.models import Report, ReportSection
from enlace.reports.planning.drafting import shown_sections


@dataclass(frozen=True)
class Gap:
    """`missing`: `text` of a section that is written in another language, its `title`, or the words of a `photo`."""

    section: ReportSection
    title: str
    language: str
    missing: str


@dataclass(frozen=True)
class Borrowed:
    """A text of the record that the edition shows in another language, since it lacks its own."""

    section: str
    text: str
    language: str


def gaps_of(report: Report, languages: Iterable[str] | None = None) -> list[Gap]:
    """In every language of the network, or in these. A section that nobody has written in any language is left out."""
    return [
        gap for section in shown_sections(report) for gap in _of_section(report, section, languages or language_codes())
    ]


def _of_section(report: Report, section: ReportSection, languages: Iterable[str]) -> Iterator[Gap]:
    part = kind_of(report).part(section.name)
    title = str(section.title or (part.title if part else ""))
    for language in languages:
        if section.texts and language not in section.texts:
            yield Gap(section, title, language, "text")
        if section.title and language not in section.title:
            yield Gap(section, title, language, "title")
        if any(
            language not in one.alternative or (one.caption and language not in one.caption)
            for one in section.photos.all()
        ):
            yield Gap(section, title, language, "photo")


def unwritten(report: Report) -> list[ReportSection]:
    """Sections that people alone fill and in which nothing stands, in no language: no edition shows them."""
    kind = kind_of(report)
    return [
        one
        for one in shown_sections(report)
        if not one.texts and not one.photos.all() and not ((part := kind.part(one.name)) and part.draw)
    ]


def borrowed_in(document: Document) -> list[Borrowed]:
    """Each once, in the order in which they are read."""
    found: dict[tuple[str, str], Borrowed] = {}
    for section in document.sections:
        for block in section.blocks:
            for text, language in _texts(block):
                if language and language != document.language:
                    found.setdefault((text, language), Borrowed(section.title, text, language))
    return list(found.values())


def _texts(block: object) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph):
        yield from ((run.text, run.language) for run in block.runs)
    elif isinstance(block, Points):
        yield from ((run.text, run.language) for item in block.items for run in item)
    elif isinstance(block, Heading | Note):
        yield block.words.text, block.words.language
    elif isinstance(block, Table):
        cells: Iterator[Words] = (cell.words for row in block.rows for cell in row)
        yield from ((words.text, words.language) for words in cells)
