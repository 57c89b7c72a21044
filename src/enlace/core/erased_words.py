"""Names and addresses taken out of texts that stay, e.g. the notes of a page. Pure, no Django."""

import re
from collections.abc import Iterable

IN_THEIR_PLACE = "[…]"
SHORTEST = 3
"""Shorter words would take apart what has nothing to do with anybody."""


def erasable(words: Iterable[str]) -> tuple[str, ...]:
    """What can be looked for: without doubles, the longest first, so that a whole name goes before a part of it."""
    wanted = {word.strip() for word in words}
    return tuple(sorted((word for word in wanted if len(word) >= SHORTEST), key=lambda word: (-len(word), word)))


def without(text: str, words: Iterable[str]) -> str:
    """`text` with each of `words`, where it stands as a word and whatever its case, being IN_THEIR_PLACE."""
    for word in erasable(words):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", IN_THEIR_PLACE, text, flags=re.IGNORECASE)
    return text


def mentions(text: str, words: Iterable[str]) -> bool:
    return without(text, words) != text
