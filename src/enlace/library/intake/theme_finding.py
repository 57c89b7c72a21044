"""Themes whose labels a text uses, the most telling first: counted over words without accents, capitals and plurals."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enlace.core.plain import plain
from enlace.library.intake.page_words import readable
from enlace.themes.models import Theme

MOST_THEMES, MOST_WORDS = 5, 200_000
FEWEST, SHARE_OF_FIRST = 2.5, 0.15
IN_TITLE, ON_FIRST_PAGE = 8.0, 2.0
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Vocabulary:
    """By their first word: the words of each label and the slug of its theme, the longest label first."""

    labels: dict[str, list[tuple[tuple[str, ...], str]]]


def vocabulary_of(themes: Iterable[Theme]) -> Vocabulary:
    labels: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for theme in themes:
        for label in [*theme.label.values(), *(one for many in theme.alternatives.values() for one in many)]:
            words = tuple(_words(label))
            if words:
                labels[words[0]].add((words, theme.slug))
    ordered = {first: sorted(found, key=lambda one: (-len(one[0]), one)) for first, found in labels.items()}
    return Vocabulary(ordered)


def themes_in(title: str, texts: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Slugs, at most five. A label of several words says more than one of one word; so does one in the title."""
    weights: dict[str, float] = defaultdict(float)
    for slug, weight in _used(_words(title), vocabulary).items():
        weights[slug] += IN_TITLE * weight
    left = MOST_WORDS
    for number, text in enumerate(texts):
        words = _words(readable(text))[:left]
        left -= len(words)
        for slug, weight in _used(words, vocabulary).items():
            weights[slug] += weight * (ON_FIRST_PAGE if number == 0 else 1.0)
        if left <= 0:
            break
    ordered = sorted(weights.items(), key=lambda one: (-one[1], one[0]))
    least = max(FEWEST, SHARE_OF_FIRST * ordered[0][1]) if ordered else 0
    return [slug for slug, weight in ordered[:MOST_THEMES] if weight >= least]


def _used(words: list[str], vocabulary: Vocabulary) -> dict[str, float]:
    """Each word counts for the longest label that it is part of."""
    found: dict[str, float] = defaultdict(float)
    place = 0
    while place < len(words):
        step = 1
        for label, slug in vocabulary.labels.get(words[place], ()):
            if tuple(words[place : place + len(label)]) == label:
                found[slug] += 0.5 + 0.5 * len(label)
                step = len(label)
                break
        place += step
    return found


def _words(text: str) -> list[str]:
    return [_singular(word) for word in WORD.findall(plain(text))]


def _singular(word: str) -> str:
    """`armas` is `arma`, and `crímenes` is `crimen`; rough, and the same for labels and texts."""
    for ending, rest in (("ões", "ao"), ("oes", "ao"), ("nes", "n"), ("res", "r"), ("ies", "y"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith("ss"):
            return word.removesuffix(ending) + rest
    return word
