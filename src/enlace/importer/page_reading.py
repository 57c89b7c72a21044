"""A saved page (HTML or plain text) to its article: title, date, blocks, and what was left out and why."""

import datetime
import html
import re
from dataclasses import dataclass, field

from enlace.importer.article import arrange
from enlace.importer.decoding import decode
from enlace.importer.html_page import read_html
from enlace.importer.library_sections import Candidate
from enlace.importer.pieces import MOST_PIECES, Container, Page, Piece, Reason, TooMuchText, is_prose
from enlace.importer.text_page import read_text
from enlace.importer.unreadable import Unreadable

HTML_START = re.compile(r"\s*<(?:[a-z][\w:-]*[\s>/]|!doctype\b|!--|\?xml\b)", re.I)
BLOCK_TAG = re.compile(
    r"<(?:p|div|article|section|main|table|h[1-6]|br|ul|ol|li|blockquote|figure|body)\b[^<>]*>", re.I
)
CLOSING_TAG = re.compile(
    r"</(?:p|div|article|section|main|table|h[1-6]|ul|ol|blockquote|a|b|i|em|strong|span)\s*>", re.I
)
SPEECH = re.compile(
    r"(?:following|siguiente|seguinte|said|says|stated|states|expressed|added|wrote|told \w+|remarked|words|"
    r"dijo|expres[oó]|afirm[oó]u?|señal[oó]|manifest[oó]u?|agreg[oó]|indic[oó]|subray[oó]|destac[oó]u?|declar[oó]u?|disse|ressaltou|"
    r"acrescentou|explic[oó]u?|palabras|palavras)\s*:$",
    re.I,
)
QUOTED = re.compile(r"^[“\"«][^“”\"«»]{30,}[”\"»][.,]?$")
NOT_REPORTED = frozenset({Reason.TITLE, Reason.DATE, Reason.LIBRARY_ITEM})


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the article. `html` holds only strong, em and a (a list: also ul, ol and li), `text` the same without.

    An image or embed has its address in `src`; an image's `alt` and, in `text` and `html`, its caption.
    """

    kind: str
    text: str = ""
    html: str = ""
    level: int = 0
    links: tuple[tuple[str, str], ...] = ()
    src: str = ""
    alt: str = ""

    @property
    def is_paragraph(self) -> bool:
        return self.kind in {"paragraph", "quote", "list"}


@dataclass(slots=True)
class Reading:
    """One page as read. `language_hints` are what the page says of itself: never evidence of the body's language."""

    name: str
    source: str | None
    title: str | None
    date: datetime.date | None
    blocks: list[Block]
    dropped: list[tuple[str, str]] = field(default_factory=list)
    library_candidates: list[Candidate] = field(default_factory=list)
    language_hints: tuple[str, ...] = ()
    date_text: str = ""


def read_page(data: bytes, *, name: str) -> Reading:
    """Read one saved page; raises Unreadable with a sentence for whoever chose the file."""
    return read_page_text(decode(data, name=name), name=name)


def read_page_text(text: str, *, name: str, title: str | None = None) -> Reading:
    """Read a page that is already text, as when it was pasted or is a cell of an export, which knows its `title`."""
    try:
        page, containers = _parse(text)
    except TooMuchText as problem:
        raise Unreadable("too_much_text", name=name, limit=MOST_PIECES) from problem
    page.title = title
    return _reading(page, containers, name)


def _parse(text: str) -> tuple[Page, list[Container]]:
    if HTML_START.match(text) or CLOSING_TAG.search(text) or len(BLOCK_TAG.findall(text, 0, 100_000)) > 1:
        return read_html(text if BLOCK_TAG.search(text) else re.sub(r"\n\s*\n", "<br><br>", text))
    return read_text(text), []


def _reading(page: Page, containers: list[Container], name: str) -> Reading:
    arranged = arrange(page, containers)
    kept = [piece for piece in arranged.pieces if piece.reason is None]
    if not any(_is_body(piece) for piece in kept):
        raise Unreadable("no_body", name=name)
    dropped = [
        (piece.text, piece.reason.value)
        for piece in arranged.pieces
        if piece.reason is not None and piece.is_text and piece.text and piece.reason not in NOT_REPORTED
    ]
    dates = [piece.text for piece in arranged.pieces if piece.reason is Reason.DATE]
    return Reading(
        name=name,
        source=page.source,
        title=arranged.title,
        date=arranged.date,
        blocks=_blocks(arranged.pieces),
        dropped=dropped,
        library_candidates=arranged.candidates,
        language_hints=tuple(dict.fromkeys(page.language_hints)),
        date_text=" ".join(dates),
    )


def _is_body(piece: Piece) -> bool:
    text = piece.text
    return piece.is_text and piece.kind != "heading" and (is_prose(piece) or (len(text) >= 30 and text.count(" ") >= 4))


def _blocks(pieces: list[Piece]) -> list[Block]:
    """The article's blocks: items of one list together, a caption with its image."""
    blocks: list[Block] = []
    items: list[Piece] = []
    kept = [piece for piece in pieces if piece.reason is None]
    for i, piece in enumerate(kept):
        following = kept[i + 1] if i + 1 < len(kept) else None
        if piece.kind == "item":
            items.append(piece)
            if following is None or following.kind != "item" or following.group is not piece.group:
                blocks.append(_list(items))
                items = []
        elif piece.kind == "caption" and blocks and blocks[-1].kind in {"image", "embed"} and not blocks[-1].text:
            image = blocks[-1]
            blocks[-1] = Block(
                image.kind, piece.text, piece.html, links=tuple(piece.links), src=image.src, alt=image.alt
            )
        elif not piece.is_text:
            blocks.append(Block(piece.kind, src=piece.src, alt=piece.text))
        else:
            kind = _kind(piece, blocks[-1] if blocks else None)
            blocks.append(Block(kind, piece.text, piece.html, piece.level, tuple(piece.links)))
    return blocks


def _kind(piece: Piece, before: Block | None) -> str:
    if piece.kind in {"heading", "quote"}:
        return piece.kind
    announced = (
        before is not None and before.kind == "paragraph" and SPEECH.search(before.text) and len(piece.text) >= 60
    )
    return "quote" if announced or QUOTED.match(piece.text) else "paragraph"


def _list(items: list[Piece]) -> Block:
    tag = "ol" if items[0].ordered else "ul"
    inner = "".join(f"<li>{item.html or html.escape(item.text, quote=False)}</li>" for item in items)
    links = tuple(link for item in items for link in item.links)
    return Block("list", "\n".join(item.text for item in items), f"<{tag}>{inner}</{tag}>", links=links)
