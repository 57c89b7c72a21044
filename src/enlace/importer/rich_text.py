"""The importer's HTML in the form in which the CMS keeps rich text, through the CMS's own converter."""

import html
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from enlace.importer.page_reading import Block
from enlace.website.blocks import ParagraphBlock

LINK = re.compile(r'<a href="([^"]*)">')


@lru_cache(maxsize=1)
def _converter() -> ContentstateConverter:
    return ContentstateConverter(features=ParagraphBlock().features)


def rich_text(blocks: Iterable[Block], page_of: Callable[[str], int | None]) -> str:
    """Paragraphs and lists as one text. `page_of` gives the id of our page for an address of the older site."""
    parts = [block.html if block.kind == "list" else f"<p>{block.html or _escaped(block.text)}</p>" for block in blocks]
    linked = LINK.sub(lambda link: _link(html.unescape(link[1]), page_of), "".join(parts))
    return _converter().to_database_format(_converter().from_database_format(linked))


def _link(address: str, page_of: Callable[[str], int | None]) -> str:
    page = page_of(address)
    return f'<a href="{html.escape(address)}">' if page is None else f'<a linktype="page" id="{page}">'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
