"""The words of a text that begin in a certain way, found without looking at each word. No Django and no index."""

import itertools
import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from enlace.search.schema import folded

WORD = re.compile(r"[^\W_]+")
SIGNS = (range(0x80, 0x250), range(0x1E00, 0x1F00), range(0x2070, 0x2190), range(0xFF10, 0xFF5B))
"""Where letters and digits stand that the index takes for others."""


def in_small_letters(text: str) -> str:
    """Each at its place: where a small letter is written with two signs, the large one stays."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def words_that_begin(firsts: Collection[str], small: str) -> set[str]:
    """The words of a text of small letters with any of these one or two letters, as the index takes them, accented too.

    Looking for letters as they are is several times as fast as looking for any of many.
    """
    found: set[str] = set()
    if small.isascii():
        for two in firsts:
            found.update(_words_with(two).findall(small))
        return found
    there = {letter: [sign for sign in signs_of(letter) if sign in small] for two in firsts for letter in two}
    for two in firsts:
        second = there[two[1]] if two[1:] else [""]
        for first in there[two[0]]:
            for start in [first] if first in _doubles() else [first + one for one in second]:
                found.update(_words_with(start).findall(small))
    return found


def places_of(word: str, small: str) -> Iterator[tuple[int, int]]:
    """Where a whole word stands in a text of small letters."""
    start = small.find(word)
    while start >= 0:
        end = start + len(word)
        if not (small[start - 1 : start].isalnum() or small[end : end + 1].isalnum()):
            yield start, end
        start = small.find(word, end)


@lru_cache(maxsize=4096)
def _words_with(start: str) -> re.Pattern[str]:
    """What stands before is looked at after the letters were found."""
    return re.compile(rf"{re.escape(start)}(?<![^\W_]{'.' * len(start)})[^\W_]*", re.DOTALL)


@cache
def signs_of(letter: str) -> tuple[str, ...]:
    """The letter itself, and every small sign that the index takes for it, or for it and another: é is e, æ is ae."""
    return (letter, *(sign for sign, form in _taken_for().items() if form[0] == letter))


@cache
def _doubles() -> frozenset[str]:
    return frozenset(sign for sign, form in _taken_for().items() if len(form) > 1)


@cache
def _taken_for() -> dict[str, str]:
    found = {}
    for code in itertools.chain(*SIGNS):
        form = next(iter(folded().analyze(chr(code))), "")
        if form and chr(code) == chr(code).lower():
            found[chr(code)] = form
    return found
