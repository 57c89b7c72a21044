"""The labels of the vocabulary as a search finds them in what was typed: in any language, the longest first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from enlace.search.asking.reading import WORD
from enlace.search.asking.words import folded_form

type Labels = tuple[Mapping[str, str], ...]
"""Of one theme: its preferred label and then its alternatives, each from language to words."""


@dataclass(frozen=True)
class Found:
    """A theme's label in the words from `start` to before `end`, as it is in `languages`."""

    start: int
    end: int
    theme: int
    languages: frozenset[str]


@dataclass(frozen=True)
class ThemeLabels:
    themes: tuple[Labels, ...]

    @cached_property
    def by_forms(self) -> dict[tuple[str, ...], dict[int, set[str]]]:
        """Folded words of a label → the themes that have it, and in which languages."""
        found: dict[tuple[str, ...], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for number, labels in enumerate(self.themes):
            for language, label in (pair for term in labels for pair in term.items()):
                if forms := forms_of(label):
                    found[forms][number].add(language)
        return found

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.by_forms), default=0)

    def in_words(self, words: Sequence[str]) -> Iterator[Found]:
        """From left to right; of labels that overlap the longest, of themes that share one the first."""
        forms, start = [folded_form(word) for word in words], 0
        while start < len(forms):
            for end in range(min(start + self.longest, len(forms)), start, -1):
                if themes := self.by_forms.get(tuple(forms[start:end])):
                    theme, languages = next(iter(themes.items()))
                    yield Found(start, end, theme, frozenset(languages))
                    start = end - 1
                    break
            start += 1

    def terms(self, source: str, target: str) -> dict[str, str]:
        """Each label and what translates it; the preferred one of its theme where nothing does."""
        found: dict[str, str] = {}
        for preferred, *others in self.themes:
            for term in (preferred, *others):
                if source in term and (instead := term.get(target) or preferred.get(target)):
                    found.setdefault(term[source], instead)
        return found

    def of(self, theme: int, language: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term[language] for term in self.themes[theme] if language in term))


def forms_of(text: str) -> tuple[str, ...]:
    return tuple(form for form in map(folded_form, WORD.findall(text)) if form)
