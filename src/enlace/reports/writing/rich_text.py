"""What people wrote in the CMS, as blocks of a report: texts, lists, headings, links of the web, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import html
from wagtail.rich_text import expand_db_html

from enlace.reports.document.blocks import Block, Heading, Paragraph, Points, Run, Words

FEATURES = ("h3", "h4", "bold", "italic", "link", "ol", "ul")
"""Of the editor. Links lead to pages of the site and to the web; pictures are photos of their own."""
HEADINGS = {"h2": 2, "h3": 2, "h4": 3, "h5": 3}
LISTS = {"ul": False, "ol": True}
NO_WORDS = {"script", "style", "template", "embed"}


def blocks_of(written: str, *, site: str, language: str = "") -> tuple[Block, ...]:
    """`written` as the CMS keeps rich text; `language` where it is not that of the report; `site` before paths."""
    return tuple(_blocks(_tree(written), Run("", language), site.rstrip("/")))


def words_in(written: str) -> int:
    """How many words stand in it."""
    return len(str(_tree(written).text_content()).split())


def _tree(written: str) -> Any:
    return html.fragment_fromstring(expand_db_html(written) if written else "", create_parent="div")


def _blocks(tree: Any, plain: Run, site: str) -> Iterator[Block]:
    if (tree.text or "").strip():
        yield Paragraph((replace(plain, text=tree.text.strip()),))
    for one in tree:
        if one.tag in HEADINGS:
            if said := " ".join(one.text_content().split()):
                yield Heading(Words(said, plain.language), HEADINGS[one.tag])
        elif one.tag in LISTS:
            items = [runs for item in one.iter("li") for runs in _lines(item, plain, site)]
            if items:
                yield Points(tuple(items), numbered=LISTS[one.tag])
        elif isinstance(one.tag, str) and one.tag not in NO_WORDS:
            for runs in _lines(one, plain, site):
                yield Paragraph(runs)
        if (one.tail or "").strip():
            yield Paragraph((replace(plain, text=one.tail.strip()),))


def _lines(element: Any, plain: Run, site: str) -> Iterator[tuple[Run, ...]]:
    """The runs of an element, line by line; empty lines are left out. A list within an item is the list's own."""
    line: list[Run] = []
    for run in _runs(element, plain, site):
        if run is not None:
            line.append(run)
        elif any(one.text.strip() for one in line):
            yield tuple(line)
            line = []
    if any(one.text.strip() for one in line):
        yield tuple(line)


def _runs(element: Any, plain: Run, site: str) -> Iterator[Run | None]:
    """None where a line ends."""
    if element.text:
        yield replace(plain, text=element.text)
    for one in element:
        if one.tag == "br":
            yield None
        elif isinstance(one.tag, str) and one.tag not in LISTS.keys() | NO_WORDS:
            yield from _runs(one, _styled(plain, one, site), site)
        if one.tail:
            yield replace(plain, text=one.tail)


def _styled(plain: Run, element: Any, site: str) -> Run:
    if element.tag in ("b", "strong"):
        return replace(plain, strong=True)
    if element.tag in ("i", "em"):
        return replace(plain, emphasis=True)
    address = str(element.get("href") or "") if element.tag == "a" else ""
    address = f"{site}{address}" if address.startswith("/") and not address.startswith("//") else address
    return replace(plain, link=address) if address.startswith(("http://", "https://")) else plain
