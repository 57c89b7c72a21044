"""What a report is made of, whichever form it takes: sections of blocks, each text with its language. No Django.

A text without a language is in that of the document. A `source` is the number of an entry in the list of sources, 0
where there is none. Nothing here is markup: what a record says is text in every form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    text: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Run:
    """A part of a paragraph that looks alike. Raises ValueError for a `link` that is no address of the web."""

    text: str
    language: str = ""
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    source: int = 0

    def __post_init__(self) -> None:
        if self.link and not self.link.startswith(("http://", "https://")):
            raise ValueError(f"{self.link[:80]} is no address of the web.")


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Heading:
    """Within a section; `level` is 2 or 3, the section's own title being of level 1."""

    words: Words
    level: int = 2
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Points:
    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False
    kind: str = field(default="points", init=False)


@dataclass(frozen=True)
class Note:
    """Small print, or what is not known."""

    words: Words
    kind: str = field(default="note", init=False)


@dataclass(frozen=True)
class KeyFigure:
    """`key` names the figure in the data; `value` is the number itself, `shown` as the language writes it."""

    key: str
    value: int
    shown: str
    label: str
    source: int = 0


@dataclass(frozen=True)
class KeyFigures:
    items: tuple[KeyFigure, ...]
    kind: str = field(default="figures", init=False)


@dataclass(frozen=True)
class Column:
    label: str
    numeric: bool = False
    share: int = 1
    """Of the width, beside those of the others."""


@dataclass(frozen=True)
class Cell:
    """`link` leads to the record; `mark` is said small beside it."""

    words: Words
    link: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """The first cell of each row names it. `total` tells that the last row sums up the others."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: int = 0
    total: bool = False
    kind: str = field(default="table", init=False)

    def cells(self) -> list[list[tuple[Cell, bool]]]:
        """By row, each with whether its column is of numbers."""
        return [[(cell, column.numeric) for cell, column in zip(row, self.columns, strict=True)] for row in self.rows]


@dataclass(frozen=True)
class Bar:
    """`value` of `whole`, in words in `said`."""

    label: str
    value: int
    whole: int
    said: str

    @property
    def percent(self) -> str:
        """Of the drawing's width, as its attributes are written."""
        return f"{100 * self.value / self.whole:.2f}" if self.whole else "0"


@dataclass(frozen=True)
class Bars:
    """`alternative` says for those who do not see it what the drawing says."""

    caption: str
    alternative: str
    bars: tuple[Bar, ...]
    source: int = 0
    kind: str = field(default="bars", init=False)


@dataclass(frozen=True)
class MapTile:
    code: str
    name: str
    column: int
    row: int
    link: str = ""
    filled: bool = True
    cut: bool = False


@dataclass(frozen=True)
class StateMap:
    """Equal tiles, each near where its state lies; `filled` and `cut` are what `key` explains."""

    caption: str
    alternative: str
    tiles: tuple[MapTile, ...]
    explained: tuple[str, ...] = ()
    source: int = 0
    kind: str = field(default="map", init=False)


@dataclass(frozen=True)
class Photo:
    """`name` is that of its file, which stands beside the document (`Pictures`); measures are in points of the picture.

    `alternative` says what it shows, `credit` who took it.
    """

    name: str
    alternative: str
    credit: str
    caption: Words
    width: int
    height: int
    kind: str = field(default="photo", init=False)


Block = Paragraph | Heading | Points | Note | KeyFigures | Table | Bars | StateMap | Photo
Pictures = Mapping[str, bytes]
"""The files of a document's photos, by name: JPEG alone."""


@dataclass(frozen=True)
class Section:
    """`name` is its own in the document: the address of an anchor, and what the data call it."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    opens_page: bool = False
    """Begins on a page of its own, as annexes do."""


@dataclass(frozen=True)
class Source:
    """Where figures come from: `address` lists the records, as they are now; `records` how many they were.

    `data` names the list of the document's data that holds them as they were; `kept` is the address of that list where
    an edition was frozen. Empty where there is none.
    """

    number: int
    label: str
    address: str
    records: int
    data: str = ""
    kept: str = ""


@dataclass(frozen=True)
class Document:
    """`figures` are all numbers that it says, by key, so that each can be traced and counted anew.

    `data` are the records that it was drawn from, by name: lists of flat mappings of text and numbers.
    """

    kind: str
    title: str
    subtitle: str
    language: str
    publisher: str
    dated: str
    mark: str
    """What every page says of records that are illustrative, or of a draft; empty where nothing is to be said."""
    labels: Mapping[str, str]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    figures: Mapping[str, int]
    data: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section.blocks

    def as_data(self) -> dict[str, Any]:
        """Of dicts, lists, texts and numbers alone."""
        return asdict(self)
