"""Where the tests find their pages, and how they compare what went in with what came out."""

import html
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html as lxml_html

from enlace.importer.page_import import PageReading, read

PAGES = Path(__file__).parent / "pages"
SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
needs_shared_data = pytest.mark.skipif(
    not (SHARED / "udhr").is_dir(), reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder"
)
WORD = re.compile(r"[^\W_]+")


def page(name: str) -> PageReading:
    return read((PAGES / name).read_bytes(), name)


def words(*texts: str | None) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text or ""))


def visible_words(source: str) -> Counter[str]:
    """The words a browser would show, found without the importer's own reader."""
    tree = lxml_html.fromstring(source)
    body = tree.find("body") if tree.tag == "html" else tree
    for silent in list(body.iter("script", "style", "noscript", "template", "svg", "iframe", "title")):
        silent.drop_tree()
    return words(*body.itertext())


def told_words(reading: PageReading) -> Counter[str]:
    """The words of everything that a reading accounts for."""
    told = [reading.title, reading.source, reading.date_text]
    for body in reading.bodies.values():
        told += [body.text] + ([body.title] if body.title != reading.title else [])
    told += [item.title for item in reading.library_candidates] + [text for text, _ in reading.dropped]
    return words(*told)


def udhr(code: str) -> list[str]:
    """The paragraphs of the Universal Declaration in one language."""
    source = (SHARED / "udhr" / f"{code}.html").read_text()
    found = re.findall(r"<p>(.*?)</p>", source, re.S)
    return [html.unescape(re.sub(r"<[^>]+>|\s+", " ", text)).strip() for text in found]
