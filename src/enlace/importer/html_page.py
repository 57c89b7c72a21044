"""HTML to pieces, in one pass over the parser's events: no tree is kept, so depth and size cost little."""

import re
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from lxml import etree

from enlace.importer.inline_html import LINE_BREAK, Style, render, safe_address, split_lines
from enlace.importer.pieces import MOST_RUNS, Container, Page, Piece, TooMuchText, squeeze
from enlace.importer.structure import container_reason

SILENT = frozenset(
    ["script", "style", "template", "noscript", "head", "svg", "math", "canvas", "object", "applet", "datalist"]
)
METADATA = frozenset({"meta", "link", "base", "title"})
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "o:p",
    ]
)
PIECE_KINDS = {"blockquote": "quote", "li": "item", "figcaption": "caption", "td": "cell", "th": "cell"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


@dataclass(slots=True)
class Frame:
    tag: str
    container: Container
    style: Style
    kind: str
    level: int
    group: Container | None
    ordered: bool


class PageReader:
    """Target of lxml's parser: receives start, data, end, comment, and returns the Page on close."""

    def __init__(self) -> None:
        self.page = Page([], is_html=True)
        self.containers: list[Container] = []
        root = self._contain(None, "html", {})
        self.stack = [Frame("", root, Style(), "paragraph", 0, None, False)]
        self.runs: list[tuple[str, Style]] = []
        self.open = self.stack[0]
        self.silent = self.anchors = 0
        self.base: str | None = None
        self.og_url = self.canonical = self.saved_from = ""
        self.collecting: list[str] | None = None
        self.meta_titles: dict[str, str] = {}

    def _contain(self, parent: Container | None, tag: str, attributes: dict[str, str]) -> Container:
        reason, by_class = container_reason(tag, attributes)
        classes = f"{tag}.{attributes.get('class', '')}" if attributes.get("class") else ""
        container = Container(parent, tag, classes, reason, by_class, index=len(self.containers))
        if tag in {"li", "article"} or re.search(r"\b(item|card)\b", classes) or attributes.get("role") == "listitem":
            container.item = container
        elif parent:
            container.item = parent.item
        self.containers.append(container)
        return container

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        if tag in SILENT or tag in METADATA or self.silent:
            self.silent += 1
            self._note_metadata(tag, attrib)
            self.stack.append(self.stack[-1])
            return
        parent, attributes = self.stack[-1], dict(attrib)
        frame = Frame(tag, parent.container, parent.style, parent.kind, parent.level, parent.group, parent.ordered)
        if tag == "br":
            self._run(LINE_BREAK)
        elif tag in INLINE:
            frame.style = self._style(tag, attributes, parent.style)
            if container_reason(tag, attributes)[0]:
                self._flush()
                frame.container = self._contain(parent.container, tag, attributes)
        elif tag in {"img", "iframe", "video", "audio", "source", "embed"}:
            self._media(tag, attributes, parent)
        else:
            self._flush()
            self._open_block(frame, tag, attributes)
        self.stack.append(frame)

    def _open_block(self, frame: Frame, tag: str, attributes: dict[str, str]) -> None:
        if tag == "html" or tag == "body":
            self._hint(attributes)
        frame.container = self._contain(frame.container, tag, attributes)
        level = HEADINGS.get(tag, 0)
        if attributes.get("role") == "heading":
            level = int(attributes.get("aria-level", "2")) if attributes.get("aria-level", "2").isdigit() else 2
        if level:
            frame.kind, frame.level = "heading", min(level, 6)
        elif tag in PIECE_KINDS:
            frame.kind = PIECE_KINDS[tag]
        elif tag in {"ul", "ol"}:
            if frame.group is None or frame.kind != "item":
                frame.group = frame.container
            frame.ordered = tag == "ol"
        elif tag == "table":
            frame.kind = "paragraph"
        elif tag == "tr":
            frame.group = frame.container

    def _style(self, tag: str, attributes: dict[str, str], outer: Style) -> Style:
        css = attributes.get("style", "").lower().replace(" ", "")
        style = Style(outer.strong, outer.emphasised, outer.href, outer.anchor)
        if tag in {"b", "strong"}:
            style.strong = "font-weight:normal" not in css and "font-weight:400" not in css
        elif re.search(r"font-weight:(bold|[6-9]00)", css):
            style.strong = True
        if tag in {"i", "em"} or "font-style:italic" in css:
            style.emphasised = True
        if tag == "a" and "href" in attributes:
            self.anchors += 1
            style.anchor = self.anchors
            style.href = safe_address(attributes["href"], self._base())
        if tag == "time" and not self.page.published:
            self.page.published = attributes.get("datetime", "")
        return style

    def _media(self, tag: str, attributes: dict[str, str], parent: Frame) -> None:
        self._flush()
        if tag == "source" and parent.tag not in {"video", "audio"}:
            return
        offered = (attributes.get(key, "") for key in ("data-src", "data-lazy-src", "src"))
        address = next(filter(None, offered), "") or attributes.get("srcset", "").split(" ")[0]
        if tag == "img":
            if attributes.get("width") in {"0", "1"} or address.startswith("data:image/svg"):
                return
            address = (
                address if address.startswith("data:image/") else safe_address(address, self._base(), ("http", "https"))
            )
            piece = Piece(squeeze(attributes.get("alt", "")), "image", src=address)
        else:
            address = safe_address(address, self._base(), ("http", "https"))
            piece = Piece(squeeze(attributes.get("title", "")), "embed", src=address)
            if not address.startswith("http"):
                return
        piece.container = parent.container
        if address:
            self.page.add(piece)

    def end(self, tag: str) -> None:
        frame = self.stack.pop() if len(self.stack) > 1 else self.stack[0]
        if self.silent:
            self.silent -= 1
            if self.collecting is not None and tag in {"title", "script"}:
                self._note_collected(tag, "".join(self.collecting))
                self.collecting = None
        elif (tag not in INLINE and tag != "br") or frame.container is not self.stack[-1].container:
            self._flush(frame)

    def data(self, text: str) -> None:
        if self.collecting is not None:
            self.collecting.append(text)
        elif not self.silent:
            self._run(text)

    def _run(self, text: str) -> None:
        self.runs.append((text, self.stack[-1].style))
        if len(self.runs) > MOST_RUNS:
            raise TooMuchText

    def comment(self, text: str) -> None:
        if found := SAVED_FROM.search(text):
            self.saved_from = found[1]

    def _flush(self, frame: Frame | None = None) -> None:
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        frame = frame or self.stack[-1]
        for line in split_lines(runs, whole=frame.kind in {"heading", "item", "caption"}):
            piece = render(line)
            if piece.text:
                piece.kind, piece.level, piece.group = frame.kind, frame.level, frame.group
                piece.container, piece.ordered = frame.container, frame.ordered
                self.page.add(piece)

    def _base(self) -> str | None:
        return self.base or self.canonical or self.og_url or self.saved_from or None

    def _hint(self, attributes: dict[str, str]) -> None:
        for key in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            if value := attributes.get(key, "").strip():
                self.page.language_hints.append(value)
                return

    def _note_metadata(self, tag: str, attrib: dict[str, str]) -> None:
        if tag == "title" or (tag == "script" and "ld+json" in attrib.get("type", "")):
            self.collecting = []
        elif tag == "base":
            self.base = attrib.get("href") or None
        elif tag == "link" and attrib.get("rel", "").lower() == "canonical":
            self.canonical = _web_address(attrib.get("href", ""))
        elif tag == "meta":
            key, value = (attrib.get("property") or attrib.get("name") or "").lower(), attrib.get("content", "")
            if key == "og:url":
                self.og_url = _web_address(value)
            elif key in {"og:title", "twitter:title"}:
                self.meta_titles.setdefault(key, squeeze(value))
            elif key == "og:site_name":
                self.page.site_name = squeeze(value)
            elif key == "og:locale":
                self.page.language_hints.append(value)
            elif key in {"article:published_time", "date", "dc.date", "datepublished"}:
                self.page.published = self.page.published or value

    def _note_collected(self, tag: str, text: str) -> None:
        if tag == "title":
            self.meta_titles.setdefault("title", squeeze(text))
        elif found := re.search(r'"datePublished"\s*:\s*"([^"]+)"', text):
            self.page.published = self.page.published or found[1]

    def close(self) -> Page:
        self._flush()
        order = ("og:title", "twitter:title", "title")
        self.page.titles = [self.meta_titles[key] for key in order if self.meta_titles.get(key)]
        addresses = [address for address in (self.canonical, self.og_url, self.saved_from) if address]
        deep = [address for address in addresses if urlsplit(address).path.strip("/")]
        self.page.source = next(iter(deep + addresses), None)
        return self.page


def _web_address(address: str) -> str:
    return safe_address(address, None, ("http", "https")) if "//" in address else ""


def read_html(text: str) -> tuple[Page, list[Container]]:
    """The page and its containers, parents before children."""
    reader = PageReader()
    parser = etree.HTMLParser(target=cast(Any, reader), huge_tree=True, recover=True)
    parser.feed(text)
    parser.close()
    return reader.page, reader.containers
