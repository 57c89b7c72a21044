"""Which language each paragraph of a body is in, decided over the whole run of paragraphs.

A dynamic programme over the paragraphs (Viterbi) weighs what a detector says of each against the cost of changing the
language: entering a language for the first time is cheap, coming back to one that was left is dear, so that names,
short lines, lists and quotations are decided by their neighbours. Where two languages alternate all along, a second
programme with one low cost for every change is used instead.
"""

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

LANGUAGES = ("es", "en", "pt")
OTHERS = ("fr", "it", "ca", "sw", "tl", "sn", "eu", "mi", "fi", "yo")
"""Languages no page is given to; they draw off what a text in none of the wanted languages would lend them."""

FULL_LENGTH = 60
SURE = 4.0
ENTER, COME_BACK, ALTERNATE = 2.5, 4.5, 0.6
AFTER_TITLE, AFTER_COLON, TIE, AT_HEADING = 1.0, 2.5, 0.05, -1.0
LIGHT, OPENS_QUOTED = 0.15, 0.6
SMALL_SHARES = (0.25, 0.15, 0.05, 0.02)
"""The share of the text below which a language with no, one, two, or more full paragraphs gets no body."""

QUOTED = re.compile(r"^[\"“«'‘].{20,}[\"”»'’][.,;]?(?:\s*\(?[^\"“«»”]{0,60}\)?)?$", re.S)
LISTED = re.compile(r"^(?:[-*•·‣▪◦–]|\d{1,2}[.)])\s")
NAMES = re.compile(r"^(?:[^\W\d_a-zà-ÿ][\w'’.-]*[\s,]*){2,4}$")
TITLE_END = re.compile(r"[.;,:…]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of a body. `light`: a quotation or a list, which may well be in another language than its body."""

    text: str
    heading: bool = False
    light: bool = False

    @property
    def is_title_like(self) -> bool:
        return self.heading or (len(self.text) <= 160 and not TITLE_END.search(self.text))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Cost per language of giving the paragraph to it, and how much the paragraph counts (0 to 1)."""

    costs: tuple[float, ...]
    weight: float
    known: float


@functools.cache
def _detector(languages: tuple[str, ...]) -> LanguageDetector:
    wanted = [_language(code) for code in dict.fromkeys((*languages, *OTHERS))]
    return LanguageDetectorBuilder.from_languages(*(language for language in wanted if language)).build()


def _language(code: str) -> Language | None:
    iso = getattr(IsoCode639_1, code.split("-")[0].upper(), None)
    return Language.from_iso_code_639_1(iso) if iso else None


@functools.lru_cache(maxsize=4096)
def _confidences(text: str, languages: tuple[str, ...]) -> dict[str, float]:
    detector = _detector(languages)
    found = {value.language: value.value for value in detector.compute_language_confidence_values(text)}
    return {code: found.get(language, 0.0) if (language := _language(code)) else 0.0 for code in languages}


def scores(text: str, languages: tuple[str, ...] = LANGUAGES) -> dict[str, float]:
    """The detector's confidence in each of `languages`; what is missing to 1 went to others."""
    return _confidences(text[:800], languages)


def language_of(text: str, languages: tuple[str, ...] = LANGUAGES) -> str | None:
    """The language of a single line; None where its words (names, figures) do not tell."""
    found = scores(text, languages)
    total = sum(found.values())
    best = max(found, key=lambda code: found[code])
    return best if total > 0.25 and found[best] >= 0.6 * total and found[best] >= 0.35 else None


def split_by_language(paragraphs: Sequence[str | Paragraph], languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    """A language of `languages` for each paragraph."""
    texts = [Paragraph(text) if isinstance(text, str) else text for text in paragraphs]
    if not texts or len(languages) < 2:
        return [languages[0]] * len(texts)
    evidence = [_evidence(text, languages) for text in texts]
    wanted = tuple(range(len(languages)))
    while True:
        found = _decide(texts, evidence, wanted)
        small = _smallest(texts, evidence, found)
        if small is None:
            return [languages[index] for index in found]
        wanted = tuple(index for index in wanted if index != small)


def _evidence(paragraph: Paragraph, languages: tuple[str, ...]) -> Evidence:
    letters = sum(char.isalpha() for char in paragraph.text)
    if letters < 2:
        return Evidence((0.0,) * len(languages), 0.0, 0.0)
    found = scores(paragraph.text, languages)
    known = sum(found.values())
    if known <= 0:
        return Evidence((0.0,) * len(languages), 0.0, 0.0)
    light = paragraph.light or bool(QUOTED.match(paragraph.text) or LISTED.match(paragraph.text))
    lightness = LIGHT if light else OPENS_QUOTED if paragraph.text[0] in "\"“«'‘" else 1.0
    weight = min(1.0, letters / FULL_LENGTH) * lightness * min(1.0, max(0.0, 2.5 * known - 0.5))
    if letters < 40 and (max(found.values()) < 0.6 * known or _is_name(paragraph, found)):
        weight = 0.0
    costs = tuple(min(SURE, -math.log(max(found[code] / known, 1e-9))) * weight for code in languages)
    return Evidence(costs, weight, known)


def _is_name(paragraph: Paragraph, found: dict[str, float]) -> bool:
    """Only English writes its titles in capitals word by word: in other languages such a line is a name."""
    capitals = NAMES.match(paragraph.text) and not paragraph.text.isupper() and not paragraph.heading
    return bool(capitals) and max(found, key=lambda language: found[language]) != "en"


def _decide(texts: list[Paragraph], evidence: list[Evidence], wanted: tuple[int, ...]) -> list[int]:
    alternating = _cheapest(texts, evidence, wanted, ALTERNATE, ALTERNATE)
    if _alternates(texts, evidence, alternating):
        return alternating
    return _cheapest(texts, evidence, wanted, ENTER, COME_BACK)


def _cheapest(
    texts: list[Paragraph], evidence: list[Evidence], wanted: tuple[int, ...], enter: float, come_back: float
) -> list[int]:
    """Viterbi; a state is the language now and the set of languages seen so far."""
    State = tuple[int, frozenset[int]]
    costs: dict[State, float] = {(index, frozenset((index,))): evidence[0].costs[index] for index in wanted}
    steps: list[dict[State, State]] = []
    for before, text, previous, told in zip(texts, texts[1:], evidence, evidence[1:], strict=False):
        extra = _change_cost(before, text, previous.weight)
        reached: dict[State, float] = {}
        step: dict[State, State] = {}
        for state, cost in costs.items():
            for index in wanted:
                total = cost + told.costs[index]
                if index != state[0]:
                    total += extra + (come_back if index in state[1] else enter)
                after = (index, state[1] | {index})
                if total < reached.get(after, math.inf):
                    reached[after], step[after] = total, state
        costs = reached
        steps.append(step)
    state = min(costs, key=lambda reached: costs[reached])
    path = [state[0]]
    for step in reversed(steps):
        state = step[state]
        path.append(state[0])
    return path[::-1]


def _change_cost(before: Paragraph, after: Paragraph, told: float) -> float:
    """A title belongs to what follows it, a line with a colon to what it announces, a bare name to what went before;
    a heading is where another language likes to begin."""
    opens = told > 0 and before.is_title_like and not after.is_title_like and len(before.text) > 20
    if before.heading or opens:
        return AFTER_TITLE
    if before.text.rstrip().endswith(":"):
        return AFTER_COLON
    if after.heading:
        return AT_HEADING
    return TIE if after.is_title_like else 0.0


def _alternates(texts: list[Paragraph], evidence: list[Evidence], found: list[int]) -> bool:
    """Whether the languages change all along: four runs and more, none long, both in earnest."""
    runs: list[list[int]] = []
    for i, index in enumerate(found):
        if not runs or found[runs[-1][-1]] != index:
            runs.append([])
        runs[-1].append(i)
    if len(runs) < 4 or max(sum(not texts[i].is_title_like for i in run) for run in runs) > 3:
        return False
    shares: dict[int, float] = {}
    for index, told in zip(found, evidence, strict=True):
        shares[index] = shares.get(index, 0.0) + told.weight
    counts = [sum(found[run[0]] == index for run in runs) for index in shares]
    total = sum(shares.values())
    return total > 0 and min(shares.values()) >= 0.25 * total and min(counts) >= 2


def _smallest(texts: list[Paragraph], evidence: list[Evidence], found: list[int]) -> int | None:
    """A language whose share of the body is too small for a body of its own, or None."""
    sizes: dict[int, float] = {}
    full: dict[int, int] = {}
    for text, told, index in zip(texts, evidence, found, strict=True):
        light = LIGHT if told.weight and (text.light or QUOTED.match(text.text)) else 1.0
        sizes[index] = sizes.get(index, 0.0) + min(len(text.text), 1000) * light
        full[index] = full.get(index, 0) + (len(text.text) >= 60 and light == 1.0)
    if len(sizes) < 2:
        return None
    total = sum(sizes.values())
    small = min(sizes, key=lambda index: sizes[index])
    return small if sizes[small] < SMALL_SHARES[min(full[small], 3)] * total else None


def group_bodies[T](items: Sequence[T], languages: Sequence[str]) -> dict[str, list[T]]:
    """The items of each language in their order; the languages in the order in which they appear."""
    bodies: dict[str, list[T]] = {}
    for item, language in zip(items, languages, strict=True):
        bodies.setdefault(language, []).append(item)
    return bodies
