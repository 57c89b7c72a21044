"""Where in a text the words stand: the stretch with most of them, with a mark round each.

The engine could cut passages too, but it counts bytes, knows one form of a word in one field, and reads the stored
field whole; here a word is known by its stem in the language of the text or by its plain form, whatever its accents.
"""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from enlace.search.asking.spotting import WORD, in_small_letters, places_of, words_that_begin
from enlace.search.asking.words import folded_form, likely_forms, stem

LENGTH = 240
"""Letters of a passage, about three lines."""
LONGEST_TEXT = 200_000
SPACE, UNEVEN = re.compile(r"\s+"), re.compile(r"\s\s|[^\S ]")
ASCII = frozenset(string.ascii_lowercase + string.digits)
EITHER = {"i": "y", "y": "i"}


@dataclass(frozen=True)
class Sought:
    """What a text is looked through for: the words of a question, and in other languages what it was widened by there.

    `others` holds, by language, the things that are said in it, each by several words: so "firearms" in an English text
    is as much as "armas de fuego" in a Spanish one.
    """

    said: tuple[str, ...]
    others: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    beginning: str = ""

    def things(self, language: str) -> list[tuple[str, ...]]:
        """Those of a text in this language; a word counts for the first in which it stands."""
        return [*self.others.get(language, ()), *((word,) for word in self.said)]

    def forms(self, language: str) -> dict[str, int]:
        """Plain forms of words, with the place of the thing that they say."""
        pairs = [(word, at) for at, thing in enumerate(self.things(language)) for word in thing]
        return _first_of((form, at) for word, at in pairs for form in likely_forms(folded_form(word)))

    def stems(self, language: str) -> dict[str, int]:
        return _first_of((stem(word, language), at) for at, thing in enumerate(self.things(language)) for word in thing)

    @cached_property
    def all_forms(self) -> frozenset[str]:
        return frozenset(form for language in ("", *self.others) for form in self.forms(language))

    @cached_property
    def beginnings(self) -> frozenset[str] | None:
        """The first two letters of these words; None where every word of a text has to be looked at.

        A stem begins as its word does in the languages that are written in Latin letters. English has "die" and
        "dying" as one stem, so y is looked for where i is sought, and the other way round.
        """
        firsts = {form[:2] for form in (*self.all_forms, self.beginning) if form}
        if not all(letter in ASCII for two in firsts for letter in two):
            return None
        others = {two[0] + EITHER[two[1]] for two in firsts if two[1:] in EITHER}
        return frozenset(firsts | others)

    @cached_property
    def _known(self) -> dict[str, "Known"]:
        return {}

    def known_in(self, language: str) -> "Known":
        if language not in self._known:
            self._known[language] = Known(self, language)
        return self._known[language]


def _first_of(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for form, at in pairs:
        if form:
            found.setdefault(form, at)
    return found


class Known(dict[str, int]):
    """Which of the things that are sought a word of a text in one language is; -1 for none. Each is looked at once."""

    def __init__(self, sought: Sought, language: str) -> None:
        self.sought, self.language = sought, language
        self.forms, self.stems = sought.forms(language), sought.stems(language) if language else {}

    def __missing__(self, word: str) -> int:
        form, begins = folded_form(word), self.sought.beginning
        found = self.forms.get(form, -1)
        if found < 0 and self.stems:
            found = self.stems.get(stem(word, self.language), -1)
        if found < 0 and begins and form.startswith(begins):
            found = len(self.sought.things(self.language))
        self[word] = found
        return found


@dataclass(frozen=True)
class Passage:
    """`worth` is how many of the words stand in it, and then how often."""

    language: str
    text: str
    marks: tuple[tuple[int, int], ...]
    worth: tuple[int, int] = (0, 0)

    def rank(self, languages: Sequence[str]) -> tuple[int, int, int]:
        """By how many words, then by the language in the reader's order, then by how often."""
        place = languages.index(self.language) if self.language in languages else len(languages)
        return self.worth[0], -place, self.worth[1]

    @property
    def html(self) -> SafeString:
        parts, at = [], 0
        for start, end in self.marks:
            parts += [escape(self.text[at:start]), "<mark>", escape(self.text[start:end]), "</mark>"]
            at = end
        return mark_safe("".join([*parts, escape(self.text[at:])]))  # noqa: S308 - each part was escaped


def best_passage(texts: Mapping[str, str], sought: Sought, languages: Sequence[str]) -> Passage | None:
    """Of a record's texts; of two with as many of the words the one in the language that comes first."""
    found = [passage_of(text, language, sought) for language, text in texts.items() if text.strip()]
    return max(found, key=lambda one: one.rank(languages), default=None)


def passage_of(text: str, language: str, sought: Sought) -> Passage:
    """The beginning, where none of the words stands in it."""
    text = text[:LONGEST_TEXT]
    places = _places(text, sought, language)
    start, worth = _best_stretch(places)
    first, last = _cut(text, start)
    return _tidied(text, first, last, [(a, b) for a, b, _at in places if first <= a and b <= last], language, worth)


def _places(text: str, sought: Sought, language: str) -> list[tuple[int, int, int]]:
    """Start, end and word of each that is sought, in their order."""
    known, small = sought.known_in(language), in_small_letters(text)
    firsts = sought.beginnings
    words = set(WORD.findall(small)) if firsts is None else words_that_begin(firsts, small)
    wanted = [(word, at) for word in words if (at := known[word]) >= 0]
    return sorted((start, end, at) for word, at in wanted for start, end in places_of(word, small))


def _best_stretch(places: Sequence[tuple[int, int, int]]) -> tuple[int, tuple[int, int]]:
    """Where the stretch begins that has most different words, then most words."""
    best, worth, end = 0, (0, 0), 0
    counts: dict[int, int] = {}
    for at, (start, _end, word) in enumerate(places):
        while end < len(places) and places[end][1] <= start + LENGTH:
            counts[places[end][2]] = counts.get(places[end][2], 0) + 1
            end += 1
        if (now := (len(counts), end - at)) > worth:
            best, worth = start, now
        if word in counts:
            counts[word] -= 1
            if not counts[word]:
                del counts[word]
    return best, worth


def _cut(text: str, start: int) -> tuple[int, int]:
    """A little before the first word, and not within a word."""
    first = max(start - LENGTH // 5, 0)
    if first:
        first = text.find(" ", first, start) + 1 or start
    last = min(first + LENGTH, len(text))
    if last < len(text):
        last = max(text.rfind(" ", first, last), first) if " " in text[first:last] else last
    return first, last


def _tidied(
    text: str, first: int, last: int, marks: Sequence[tuple[int, int]], language: str, worth: tuple[int, int]
) -> Passage:
    """Line ends and rows of spaces become one space, and an ellipsis says that there is more."""
    said, moved, at = ["…"] if text[:first].strip() else [], [], first
    length = len("".join(said))
    is_uneven = UNEVEN.search(text, first, last) is not None
    for start, end in [*marks, (last, last)]:
        for piece, is_mark in ((text[at:start], False), (text[start:end], True)):
            clean = SPACE.sub(" ", piece) if is_uneven else piece
            if not length:
                clean = clean.lstrip()
            if is_mark and clean:
                moved.append((length, length + len(clean)))
            said.append(clean)
            length += len(clean)
        at = end
    whole = "".join(said).rstrip()
    return Passage(language, f"{whole}…" if text[last:].strip() else whole, tuple(moved), worth)
