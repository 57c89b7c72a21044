"""Gathers what a document says while it is written: its sections, the figures, and where each comes from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.core.texts import Text
from enlace.reports.document.blocks import Block, KeyFigure, Paragraph, Run, Section, Source, Words
from enlace.reports.document.numbers import number_in_words


class Composer:
    """For one document in the active language. `site` is the address before every path."""

    def __init__(self, site: str) -> None:
        self.site = site.rstrip("/")
        self.language = current_language()
        self.sections: list[Section] = []
        self.figures: dict[str, int] = {}
        self.data: dict[str, list[dict[str, Any]]] = {}
        self._sources: dict[str, Source] = {}

    def source(self, label: str, path: str, records: int, data: str = "") -> int:
        """The number of what stands at `path`; what is named twice stands in the list once."""
        new = Source(len(self._sources) + 1, label, self.absolute(path), records, data)
        return self._sources.setdefault(path, new).number

    def keep(self, name: str, rows: Iterable[Mapping[str, Any]]) -> str:
        """Remembers records as they are now, each as a flat mapping of text and numbers. `name`, for the sources."""
        if name not in self.data:
            self.data[name] = [dict(row) for row in rows]
        return name

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def absolute(self, path: str) -> str:
        return path if path.startswith(("http://", "https://")) else f"{self.site}{path}"

    def figure(self, key: str, value: int) -> int:
        """Remembers a number under its name. Raises ValueError where the name stands for another already."""
        if self.figures.setdefault(key, value) != value:
            raise ValueError(f"{key} is {self.figures[key]} and {value}.")
        return value

    def key_figure(self, key: str, value: int, label: str, source: int = 0) -> KeyFigure:
        return KeyFigure(key, self.figure(key, value), number_in_words(value), label, source)

    def section(self, name: str, title: str, blocks: Iterable[Block], *, opens_page: bool = False) -> None:
        """One without a block is left out."""
        found = tuple(blocks)
        if found:
            self.sections.append(Section(name, title, found, opens_page))

    def words(self, text: Text | str) -> Words:
        """With its language where that is not the document's."""
        if isinstance(text, Text):
            return Words(text.text, text.language if text.language != self.language else "")
        return Words(str(text))


def paragraph(text: str, source: int = 0) -> Paragraph:
    """Plain words of ours, with the number of their source."""
    return Paragraph((Run(text, source=source),))


def mark_of(record: Any) -> str:
    """What is said beside a record that was written for a demonstration."""
    return _("Illustrative") if record.illustrative else ""
