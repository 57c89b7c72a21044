"""The words of a StreamField, without its markup and without asking the database for what it refers to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|mark|s|small|span|strong|sub|sup|u)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
UNSPOKEN = frozenset({"address", "id", "type"})


def spoken(markup: str) -> str:
    """Rich text as one line of plain words; a word marked in part stays one word."""
    return " ".join(unescape(TAG.sub(" ", INLINE.sub("", markup))).split())


def plain_text(blocks: Iterable[Any]) -> str:
    """The text of raw blocks (`{"type", "value", …}`), one line each; addresses and ids are left out."""
    return "\n".join(text for block in blocks for text in _texts(block) if text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield spoken(value)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in UNSPOKEN:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def first_paragraph(blocks: Iterable[Any]) -> str:
    return next(
        (text for block in blocks if block["type"] == "paragraph" for text in _texts(block["value"]) if text), ""
    )
