"""A saved page to its articles: one body per language, with what else the page told. Pure: no database, no CMS."""

from dataclasses import dataclass, field, replace
from typing import Any

from enlace.importer.event_dates import EventDate, event_dates
from enlace.importer.language_runs import LANGUAGES, Paragraph, group_bodies, split_by_language
from enlace.importer.library_sections import Candidate
from enlace.importer.page_identity import identity
from enlace.importer.page_reading import Block, Reading, read_page
from enlace.importer.title_languages import give_titles


@dataclass(slots=True)
class Body:
    """The article in one language. `title` is None where the page gives none in it: it is left to the editor."""

    title: str | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def paragraphs(self) -> int:
        return sum(block.is_paragraph for block in self.blocks)

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks if block.text)


@dataclass(slots=True)
class PageReading:
    """All that one page told; `keys` are those of page_identity."""

    name: str
    source: str | None
    title: str | None
    date: str | None
    languages: list[str]
    bodies: dict[str, Body]
    event_dates: list[EventDate]
    library_candidates: list[Candidate]
    dropped: list[tuple[str, str]]
    keys: tuple[str, ...]
    language_hints: tuple[str, ...] = ()
    date_text: str = ""

    def as_json(self) -> dict[str, Any]:
        """What `import-page --json` prints of the reading alone."""
        return {
            "source": self.source or self.name,
            "title": self.title,
            "date": self.date,
            "languages": self.languages,
            "bodies": {
                language: {"title": body.title, "paragraphs": body.paragraphs, "text": body.text}
                for language, body in self.bodies.items()
            },
            "event_dates": [
                {"start": date.start, "end": date.end, "year": date.year, "evidence": date.evidence}
                for date in self.event_dates
            ],
            "library_candidates": [{"section": item.section, "title": item.title} for item in self.library_candidates],
            "dropped": [{"text": text, "reason": reason} for text, reason in self.dropped],
        }


def read(data: bytes, name: str, languages: tuple[str, ...] = LANGUAGES) -> PageReading:
    """Read one saved page; raises Unreadable. `languages` are those of the network, its default first."""
    return split_reading(read_page(data, name=name), languages)


def split_reading(reading: Reading, languages: tuple[str, ...] = LANGUAGES) -> PageReading:
    """Divide the blocks of a reading among the languages and give each its title."""
    told = _block_languages(reading.blocks, languages)
    bodies = {language: Body(None, blocks) for language, blocks in group_bodies(reading.blocks, told).items()}
    given = give_titles(reading.title, {language: body.blocks for language, body in bodies.items()}, languages)
    for language, title in given.items():
        bodies[language].title = title
    titles = [title for title in (reading.title, *given.values()) if title]
    texts = [block.text for body in bodies.values() for block in body.blocks if block.text]
    return PageReading(
        name=reading.name,
        source=reading.source,
        title=reading.title,
        date=reading.date.isoformat() if reading.date else None,
        languages=list(bodies),
        bodies=bodies,
        event_dates=event_dates([*dict.fromkeys(titles), *texts]),
        library_candidates=reading.library_candidates,
        dropped=reading.dropped,
        keys=identity(reading.source, [reading.title or ""], texts),
        language_hints=reading.language_hints,
        date_text=reading.date_text,
    )


def _block_languages(blocks: list[Block], languages: tuple[str, ...]) -> list[str]:
    """Texts are decided together; an image or embed goes with the text before it (at the start, after it)."""
    at = [i for i, block in enumerate(blocks) if block.kind not in {"image", "embed"}]
    texts = [
        Paragraph(blocks[i].text, heading=blocks[i].kind == "heading", light=blocks[i].kind in {"quote", "list"})
        for i in at
    ]
    if sum(text.light for text in texts) > len(texts) / 2:
        texts = [replace(text, light=False) for text in texts]
    decided = dict(zip(at, split_by_language(texts, languages), strict=True))
    current = decided[at[0]] if at else languages[0]
    found = []
    for i in range(len(blocks)):
        current = decided.get(i, current)
        found.append(current)
    return found
