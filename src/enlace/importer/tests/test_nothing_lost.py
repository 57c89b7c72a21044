"""Whatever is visible on a page is in a body, a title, the date or a candidate, or was dropped for a reason."""

import nh3
import pytest
from hypothesis import given, settings

from enlace.importer.page_import import PageReading, read
from enlace.importer.tests.page_strategies import html_pages, text_pages
from enlace.importer.tests.reading_pages import PAGES, SHARED, needs_shared_data, page, told_words, visible_words, words
from enlace.importer.unreadable import Unreadable

SAVED = sorted(path.name for path in PAGES.iterdir() if path.suffix == ".html" and path.stem not in {"no-body"})


def read_if_any(source: str, name: str) -> PageReading | None:
    """The reading, or None for a page that holds no article."""
    try:
        return read(source.encode(), name)
    except Unreadable as refused:
        if refused.code != "no_body":
            raise
        return None


@settings(max_examples=150, deadline=None)
@given(html_pages)
def test_no_word_of_a_page_in_html_is_lost(source: str) -> None:
    reading = read_if_any(source, "page.html")
    assert reading is None or visible_words(source) <= told_words(reading)


@settings(max_examples=150, deadline=None)
@given(text_pages)
def test_no_word_of_a_page_in_plain_text_is_lost(source: str) -> None:
    reading = read_if_any(source, "page.txt")
    assert reading is None or words(source) <= told_words(reading)


@settings(max_examples=200, deadline=None)
@given(html_pages)
def test_the_html_of_blocks_holds_strong_em_and_links_and_nothing_else(source: str) -> None:
    reading = read_if_any(source, "page.html")
    for body in reading.bodies.values() if reading else ():
        for block in body.blocks:
            allowed = {"strong", "em", "a"} | ({"ul", "ol", "li"} if block.kind == "list" else set())
            assert nh3.clean(block.html, tags=allowed, attributes={"a": {"href"}}, link_rel=None) == block.html


@pytest.mark.parametrize("name", SAVED)
def test_no_word_of_the_saved_pages_is_lost(name: str) -> None:
    reading = page(name)
    encoding = {
        "latin-1.html": "cp1252",
        "lying-meta-utf-8.html": "cp1252",
        "utf-16.html": "utf-16",
        "utf-16-unmarked.html": "utf-16-le",
    }
    source = (PAGES / name).read_bytes().decode(encoding.get(name, "utf-8"))
    assert visible_words(source) <= told_words(reading)


@needs_shared_data
def test_no_word_of_the_institutes_page_is_lost() -> None:
    source = (SHARED / "pages" / "network-meeting-10th-anniversary.txt").read_bytes()
    assert words(source.decode()) <= told_words(read(source, "page.txt"))
