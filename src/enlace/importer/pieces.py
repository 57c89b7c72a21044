"""A page as a flat run of pieces, each knowing the container it stood in: what HTML and plain text become first."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from enlace.importer.marked import gettext_noop as _

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
SPACE = re.compile(r"\s+")
SENTENCE_END = re.compile(r"[.:;!?…][\"'”’»)\]]*$|[”»]$")
ABBREVIATION_END = re.compile(r"(?:\b[A-Z]|\b(?:ed|eds|vol|no|núm|etc|Jr|Sr|Inc|Corp))\.$")


class Reason(StrEnum):
    """Why a text is not part of the article. The values are sentences' ends in English, ready for translation."""

    NAVIGATION = _("navigation")
    HEADER = _("header of the site")
    FOOTER = _("footer of the site")
    SIDEBAR = _("sidebar")
    FORM = _("form or button")
    NEWSLETTER = _("newsletter form")
    COOKIES = _("cookie notice")
    SHARE = _("share buttons")
    COMMENTS = _("comments of visitors")
    DONATION = _("donation appeal")
    RELATED = _("related stories")
    EMPTY_LIST = _("sentence of an empty list")
    EMPTY_SECTION = _("title of a section without items")
    LIBRARY_SECTION = _("title of a section of the library")
    LIBRARY_ITEM = _("item of the library")
    LIBRARY_DETAIL = _("detail of an item of the library")
    TITLE = _("title")
    DATE = _("date shown")
    HIDDEN = _("hidden on the page")
    LANGUAGE_SWITCH = _("language switch")
    SEPARATOR = _("separator")
    BYLINE = _("name of the author")
    READING_TIME = _("note on the article")
    REPEATED_TITLE = _("title repeated")
    REPEATED_DATE = _("date repeated")
    SUMMARY = _("summary of the page")
    BEFORE_TITLE = _("stands before the title")
    OUTSIDE = _("outside the article")


MOST_PIECES, MOST_LETTERS, MOST_RUNS = 10_000, 3_000_000, 100_000


class TooMuchText(Exception):
    """More than MOST_PIECES pieces or MOST_LETTERS letters: reading it would take minutes, and it is no page."""


@dataclass(slots=True, eq=False)
class Container:
    """An element that holds others. `reason` is its own or inherited; `prose` counts the letters of sentences in it."""

    parent: "Container | None"
    tag: str
    classes: str = ""
    reason: Reason | None = None
    by_class: bool = False
    item: "Container | None" = None
    prose: int = 0
    titles: int = 0
    index: int = 0


@dataclass(slots=True, eq=False)
class Piece:
    """One visible text (or one image or embed). `glued`: on the line right after the one before it."""

    text: str
    kind: str = "paragraph"
    html: str = ""
    level: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    linked: int = 0
    glued: bool = False
    src: str = ""
    container: Container | None = None
    group: Container | None = None
    ordered: bool = False
    reason: Reason | None = None

    @property
    def is_text(self) -> bool:
        return self.kind not in {"image", "embed"}

    @property
    def is_linked(self) -> bool:
        return self.linked >= 0.8 * len(self.text) > 0


@dataclass(slots=True)
class Page:
    """What a parser found: the pieces in the order of the page, and what the page says about itself.

    `title` is set where it is known from outside the page; `titles` are those in the head of an HTML page.
    """

    pieces: list[Piece]
    is_html: bool = False
    source: str | None = None
    title: str | None = None
    titles: list[str] = field(default_factory=list)
    site_name: str = ""
    published: str = ""
    language_hints: list[str] = field(default_factory=list)
    letters: int = 0

    def add(self, piece: Piece) -> None:
        """Append a piece; raises TooMuchText."""
        self.pieces.append(piece)
        self.letters += len(piece.text)
        if len(self.pieces) > MOST_PIECES or self.letters > MOST_LETTERS:
            raise TooMuchText


def squeeze(text: str) -> str:
    """`text` on one line, without characters that show nothing."""
    return SPACE.sub(" ", INVISIBLE.sub("", text)).strip()


def is_prose(piece: Piece) -> bool:
    """Whether the piece reads as sentences of an article rather than as a title, a label or a link."""
    text = piece.text
    if not piece.is_text or piece.kind == "heading" or piece.is_linked:
        return False
    words = text.count(" ") + 1
    if len(text) >= 200:
        return True
    if not SENTENCE_END.search(text) or ABBREVIATION_END.search(text):
        return len(text) >= 130 and words >= 18
    return words >= 10 or (words >= 6 and text[-1] not in "!?")


def is_title_like(piece: Piece) -> bool:
    """Whether the piece could be a title: one short line that does not end as a sentence does."""
    if not piece.is_text or not 2 <= len(piece.text) <= 220 or is_prose(piece):
        return False
    if piece.kind == "heading":
        return True
    return not re.search(r"[.;,:…]$", piece.text) or ABBREVIATION_END.search(piece.text) is not None
