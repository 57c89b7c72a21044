"""A question asked in the other languages too: by the themes' labels first, then by a draft translation.

Only words are widened, never what stands in quotation marks or after an operator, and what is asked in a language is
asked of that language's fields alone. A draft that says the same words is no widening.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import Query

from enlace.core.warm_translation import try_warm_draft
from enlace.search.asking.matching import Matcher, best_of, together
from enlace.search.asking.question import Widening
from enlace.search.asking.reading import WORD, read
from enlace.search.asking.theme_labels import Found, ThemeLabels, forms_of
from enlace.search.asking.words import content_words, folded_form, without_stop_words

type Part = tuple[str, ...]
"""What counts as one word: a word, or the labels of a theme, any of which may stand there."""


@dataclass(frozen=True)
class InLanguage:
    """A question in another language: each part is a list of ways to say it, each way a list of words."""

    shown: Widening
    parts: tuple[tuple[Part, ...], ...]

    @property
    def language(self) -> str:
        return self.shown.language

    def words(self) -> list[str]:
        return [word for ways in self.parts for way in ways for word in way]

    def marked(self) -> list[Part]:
        """Of each part the words that show in a passage that it fits: of a second label of several words none does."""
        return [
            tuple(word for at, way in enumerate(ways) if not at or len(way) == 1 for word in way) for ways in self.parts
        ]

    def query(self, matcher: Matcher, least: int) -> Query:
        asked = [self._said(matcher, ways) for ways in self.parts]
        return together(asked, min(least, len(asked)))

    def _said(self, matcher: Matcher, ways: Sequence[Part]) -> Query | None:
        only = (self.language,)
        said = [
            together([matcher.word(word, only) for word in way], len(way))
            if len(way) > 1
            else matcher.word(way[0], only)
            for way in ways
        ]
        return best_of([one for one in said if one is not None])


def widened(
    text: str, words: Sequence[str], source: str, languages: Sequence[str], labels: ThemeLabels
) -> list[InLanguage]:
    """`words` are those of `text`, which is in `source`."""
    found = list(labels.in_words(words))
    typed = {folded_form(word) for word in words}
    asked = []
    for target in languages:
        said = _said_in(target, text, words, source, labels, found) if target != source else None
        if said is not None and not {folded_form(word) for word in said.words()} <= typed:
            asked.append(said)
    return asked


def _said_in(
    target: str, text: str, words: Sequence[str], source: str, labels: ThemeLabels, found: Sequence[Found]
) -> InLanguage | None:
    draft, by = try_warm_draft(text, source, target, terms=labels.terms(source, target)), "draft"
    themes = [(one, labels.of(one.theme, target)) for one in found]
    if draft is None:
        if not any(some for _one, some in themes):
            return None
        draft, by = _with_labels(words, themes), "themes"
    translated = list(read(draft).words)
    parts, others = _parts(translated, [some for _one, some in themes if some], target)
    return (
        InLanguage(Widening(target, ", ".join(dict.fromkeys([_plain(draft), *map(_small, others)])), by), parts)
        if parts
        else None
    )


def _with_labels(words: Sequence[str], themes: Sequence[tuple[Found, tuple[str, ...]]]) -> str:
    said, at = [], 0
    for one, some in themes:
        said += [*words[at : one.start], *([some[0]] if some else words[one.start : one.end])]
        at = one.end
    return " ".join([*said, *words[at:]])


def _parts(
    translated: list[str], themes: Sequence[tuple[str, ...]], language: str
) -> tuple[tuple[tuple[Part, ...], ...], list[str]]:
    """The words that say something, with all labels of a theme where one of its labels stands; and those labels."""
    forms = [folded_form(word) for word in translated]
    spans: list[tuple[int, int, tuple[str, ...]]] = []
    for some in themes:
        for label in sorted(some, key=lambda one: -len(forms_of(one))):
            span = _place_of(forms_of(label), forms)
            if span is not None and all(span[1] <= start or end <= span[0] for start, end, _some in spans):
                spans.append((*span, some))
                break
    taken = {at for start, end, _some in spans for at in range(start, end)}
    loose = [word for at, word in enumerate(translated) if at not in taken]
    parts: list[tuple[Part, ...]] = [
        ((word,),) for word in (without_stop_words if spans else content_words)(loose, language)
    ]
    others: list[str] = []
    for start, end, some in spans:
        ways = dict.fromkeys([tuple(translated[start:end]), *(tuple(WORD.findall(label)) for label in some)])
        parts.append(tuple(tuple(content_words(way, language)) for way in ways if way))
        others += [label for label in some if forms_of(label) != tuple(forms[start:end])]
    return tuple(parts), others


def _place_of(label: tuple[str, ...], forms: Sequence[str]) -> tuple[int, int] | None:
    for start in range(len(forms) - len(label) + 1):
        if label and tuple(forms[start : start + len(label)]) == label:
            return start, start + len(label)
    return None


def _plain(draft: str) -> str:
    """As words of a question: the engine writes a sentence."""
    return " ".join(draft.split()).strip(" .")


def _small(label: str) -> str:
    """A label within a sentence; an abbreviation stays as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
