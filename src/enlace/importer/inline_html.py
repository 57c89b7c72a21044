"""Runs of styled text to a line's text and HTML. The HTML is built anew, so nothing of the source's markup passes."""

import html
import itertools
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from enlace.importer.event_dates import shown_date
from enlace.importer.pieces import Piece, squeeze

LINE_BREAK = "\x00"


@dataclass(slots=True)
class Style:
    strong: bool = False
    emphasised: bool = False
    href: str = ""
    anchor: int = 0


def safe_address(address: str, base: str | None, schemes: tuple[str, ...] = ("http", "https", "mailto", "tel")) -> str:
    """The absolute address where a base is known; empty for scripts, fragments and what is not an address."""
    cleaned = re.sub(r"[\x00-\x20\u200b]+", "", address)
    if not cleaned or cleaned.startswith("#"):
        return ""
    try:
        scheme = urlsplit(cleaned).scheme.lower()
        if scheme:
            return cleaned if scheme in schemes else ""
        if cleaned.startswith("//"):
            return "https:" + cleaned
        return urljoin(base, cleaned) if base else cleaned
    except ValueError:
        return ""


def split_lines(runs: list[tuple[str, Style]], *, whole: bool) -> list[list[tuple[str, Style]]]:
    """The lines between line breaks. They stay together (with a space) where none of them reads as a paragraph."""
    lines: list[list[tuple[str, Style]]] = [[]]
    for text, style in runs:
        if text == LINE_BREAK:
            lines.append([])
        else:
            lines[-1].append((text, style))
    if len(lines) == 1:
        return lines if whole else split_links(lines[0])
    texts = [squeeze("".join(text for text, _ in line)) for line in lines]
    breaks = [text for text in texts if text]
    doubled = any(not text for text in texts[1:-1])
    if not whole and (doubled or any(len(text) >= 80 or shown_date(text) for text in breaks)):
        return lines
    joined: list[tuple[str, Style]] = []
    for line in lines:
        joined += [*line, (" ", line[-1][1] if line else Style())]
    return [joined]


def split_links(runs: list[tuple[str, Style]]) -> list[list[tuple[str, Style]]]:
    """Links that stand side by side with nothing between them are lines of their own."""
    shown = [(text, style) for text, style in runs if text.strip()]
    anchors = {style.anchor for _, style in shown}
    if len(anchors) < 2 or 0 in anchors:
        return [runs]
    return [list(link) for _, link in itertools.groupby(shown, key=lambda run: run[1].anchor)]


def render(runs: list[tuple[str, Style]]) -> Piece:
    """One line as a piece: its text, and its HTML built anew from that text."""
    pieces: list[str] = []
    text, linked = "", 0
    links: list[tuple[str, str]] = []
    for raw, style in merge(runs):
        part = re.sub(r"\s+", " ", raw)
        if not text or text.endswith(" "):
            part = part.lstrip(" ")
        if not part:
            continue
        text += part
        linked += len(part) if style.anchor else 0
        if style.href and part.strip():
            links.append((style.href, part.strip()))
        pieces.append(_marked_up(part, style))
    stripped = text.rstrip()
    return Piece(stripped, html="".join(pieces).strip(), links=links, linked=linked)


def merge(runs: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """Neighbouring runs of one style as one, without the characters that show nothing."""
    merged: list[tuple[str, Style]] = []
    for raw, style in runs:
        text = squeeze_inside(raw)
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        elif text:
            merged.append((text, style))
    return merged


def squeeze_inside(text: str) -> str:
    edges = re.sub(r"\s+", " ", text)
    return (" " if edges[:1] == " " else "") + squeeze(edges) + (" " if len(edges) > 1 and edges[-1] == " " else "")


def _marked_up(part: str, style: Style) -> str:
    core = part.strip()
    if not core:
        return part
    marked = html.escape(core, quote=False)
    if style.emphasised:
        marked = f"<em>{marked}</em>"
    if style.strong:
        marked = f"<strong>{marked}</strong>"
    if style.href:
        marked = f'<a href="{html.escape(style.href)}">{marked}</a>'
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return before + marked + after
