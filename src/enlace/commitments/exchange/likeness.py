"""Which titles of the same parties are the same or nearly so, without comparing each with each. No Django.

Two titles are alike when they share four fifths of their words. Such titles share at least one of the rarest words of
each (the prefix filter of similarity joins), so that only what meets there is compared.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from enlace.core.plain import plain

ENOUGH = 0.8
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Titled[Key: Hashable]:
    key: Key
    group: Hashable
    title: str


def words_of(title: str) -> frozenset[str]:
    return frozenset(WORD.findall(plain(title)))


def alike[Key: Hashable](new: Iterable[Titled[Key]], there: Iterable[Titled[Key]]) -> dict[Key, Key]:
    """For each of `new` the likest of the same group among those `there` and those of `new` before it."""
    items = [(one, words_of(one.title), True) for one in there] + [(one, words_of(one.title), False) for one in new]
    frequency = Counter((one.group, word) for one, words, _old in items for word in words)
    buckets: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    found: dict[Key, Key] = {}
    for number, (one, words, old) in enumerate(items):
        rare = sorted(words, key=lambda word: (frequency[one.group, word], word))
        prefix = rare[: len(rare) - math.ceil(ENOUGH * len(rare)) + 1]
        if not old:
            best = _likest(words, {other for word in prefix for other in buckets[one.group, word]}, items)
            if best is not None:
                found[one.key] = best
        for word in prefix:
            buckets[one.group, word].append(number)
    return found


def _likest[Key: Hashable](
    words: frozenset[str], candidates: set[int], items: list[tuple[Titled[Key], frozenset[str], bool]]
) -> Key | None:
    def share(number: int) -> float:
        other = items[number][1]
        return len(words & other) / (len(words | other) or 1)

    best = max(sorted(candidates), key=share, default=None)
    return items[best][0].key if best is not None and share(best) >= ENOUGH else None
