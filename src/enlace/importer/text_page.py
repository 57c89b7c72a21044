"""Plain text to pieces: paragraphs, single lines and bullets, whether or not the lines were wrapped by an editor."""

import html
import re

from enlace.importer.event_dates import shown_date
from enlace.importer.furniture import EMPTY
from enlace.importer.pieces import Container, Page, Piece, squeeze

BULLET = re.compile(r"^\s*(?:[-*•·‣▪◦–])\s+(?=\S)")
ADDRESS = re.compile(r"^(?:source|url|fuente|fonte|canonical)\s*:\s*(https?://\S+)$|^(https?://\S+)$", re.I)
LINK = re.compile(r"https?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?)\]]")


def read_text(text: str) -> Page:
    """The pieces of a plain text. An address alone on one of the first lines is the source."""
    lines = [squeeze(line) for line in text.split("\n")]
    width = _wrap_width(lines)
    page = Page([])
    group: Container | None = None
    glued = False
    for line, bullet in _joined(lines, width, [BULLET.match(line) is not None for line in text.split("\n")]):
        if not line:
            glued = False
            continue
        address = ADDRESS.match(line)
        if address and len(page.pieces) < 3 and page.source is None:
            page.source = address[1] or address[2]
            continue
        group = (group or Container(None, "ul")) if bullet else None
        marked = re.match(r"(#{1,6})\s+(.*)", line)
        shown = marked[2] if marked else BULLET.sub("", line) if bullet else line
        piece = Piece(shown, "item" if bullet else "paragraph", html=_with_links(shown), glued=glued, group=group)
        if marked:
            piece.kind, piece.level = "heading", len(marked[1])
        piece.links = [(found, found) for found in LINK.findall(shown)]
        page.add(piece)
        glued = True
    return page


def _with_links(text: str) -> str:
    parts, last = [], 0
    for found in LINK.finditer(text):
        address = html.escape(found[0])
        parts += [
            html.escape(text[last : found.start()], quote=False),
            f'<a href="{address}">{html.escape(found[0], quote=False)}</a>',
        ]
        last = found.end()
    return "".join(parts) + html.escape(text[last:], quote=False)


def _wrap_width(lines: list[str]) -> int:
    """The width at which an editor wrapped the lines; 0 where each line is a paragraph of its own."""
    filled = [len(line) for line in lines if line]
    width = max(filled, default=0)
    full = sum(length > 0.8 * width for length in filled)
    return width if 40 <= width <= 110 and full >= 3 and full * 3 >= len(filled) else 0


def _joined(lines: list[str], width: int, bullets: list[bool]) -> list[tuple[str, bool]]:
    """Lines that the next word would have overfilled go on in the next line."""
    joined: list[tuple[str, bool]] = []
    goes_on = False
    for i, (line, bullet) in enumerate(zip(lines, bullets, strict=True)):
        if goes_on and line and not bullet and not EMPTY.match(line):
            joined[-1] = (f"{joined[-1][0]} {line}", joined[-1][1])
        else:
            joined.append((line, bullet))
        following = lines[i + 1].split(" ")[0] if i + 1 < len(lines) else ""
        full = len(line) + 1 + len(following) > width
        goes_on = bool(width and line and following and full) and not EMPTY.match(line) and shown_date(line) is None
    return joined
