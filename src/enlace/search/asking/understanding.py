"""A question as the engine is asked it: the words read, corrected, widened, and put together with the conditions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from enlace.search.asking.correcting import corrected, is_known, is_seen
from enlace.search.asking.matching import Matcher, together, weighing_nothing
from enlace.search.asking.passages import Sought
from enlace.search.asking.question import DATE, Correction, Question
from enlace.search.asking.reading import Typed, read
from enlace.search.asking.source_language import source_language
from enlace.search.asking.theme_labels import ThemeLabels
from enlace.search.asking.widening import InLanguage, widened
from enlace.search.asking.words import content_words, folded_form
from enlace.search.schema import FACETS, RECORD

MOST_NEEDED = 3
"""Of so many words a record must have all; of more it needs any, and those with more of them come first."""
MOST_IN_ORDER = 4
"""A question of so many words is also looked for as it stands: a name or a term means its words together."""


@dataclass(frozen=True)
class Understood:
    """`words` are those that are asked, in their order, stop words among them; `said` those that say something."""

    question: Question
    typed: Typed
    language: str
    words: tuple[str, ...]
    said: tuple[str, ...]
    widened: tuple[InLanguage, ...] = ()
    corrected: tuple[Correction, ...] = ()

    @property
    def sought(self) -> Sought:
        begun = folded_form(self.words[-1]) if self.question.begins and self.words else ""
        others = [word for phrase in (*self.typed.phrases, *self.typed.in_title) for word in phrase]
        in_others = {one.language: one.marked() for one in self.widened}
        return Sought(tuple(dict.fromkeys([*self.said, *others])), in_others, begun)

    @property
    def by_date(self) -> bool:
        """Also where nothing is looked for but what a filter lets through."""
        return self.question.order == DATE or not self.typed.asks

    @property
    def corrected_text(self) -> str:
        text = self.question.text
        for one in self.corrected:
            text = text.replace(one.typed, one.word)
        return text if self.corrected else ""

    def query(self, matcher: Matcher, *, some: bool = False) -> Query:
        """What matches and how well; with `some`, any one of the words is enough."""
        conditions: list[tuple[Occur, Query]] = []
        if self.words:
            conditions.append((Occur.Must, self._words(matcher, some=some)))
        for phrase in self.typed.phrases:
            conditions.append((Occur.Must, matcher.phrase(phrase)))
        for words in self.typed.in_title:
            asked = matcher.word(words[0], text=False) if len(words) == 1 else matcher.phrase(words, text=False)
            conditions.append((Occur.Must, asked or Query.empty_query()))
        if not conditions:
            conditions.append((Occur.Must, of_records(matcher)))
        for words in self.typed.without:
            asked = matcher.word(words[0]) if len(words) == 1 else matcher.phrase(words)
            conditions += [(Occur.MustNot, asked)] if asked else []
        return Query.boolean_query(conditions)

    def _words(self, matcher: Matcher, *, some: bool) -> Query:
        """The best of the question as typed and as said in each other language, so that none counts twice."""
        last = self.said[-1] if self.question.begins and self.said and self.said[-1] == self.words[-1] else ""
        asked = [matcher.beginning(word) if word == last else matcher.word(word) for word in self.said]
        least = 1 if some or len(self.said) > MOST_NEEDED else len(self.said)
        direct = together(asked, least)
        if 1 < len(self.words) <= MOST_IN_ORDER and not self.question.begins:
            in_order = matcher.phrase(self.words)
            direct = Query.boolean_query([(Occur.Must, direct), (Occur.Should, in_order)])
        others = []
        for one in self.widened:
            needed = len(one.parts) if not some and len(one.parts) <= MOST_NEEDED else 1
            others.append(one.query(matcher, needed))
        return Query.disjunction_max_query([direct, *others]) if others else direct


def understand(
    question: Question, matcher: Matcher, seen: Query, labels: ThemeLabels, languages: Sequence[str]
) -> Understood:
    typed = read(question.text)
    words, text = list(typed.words), typed.free

    known: set[str] = set()

    def has(word: str, language: str) -> bool:
        if found := is_seen(matcher, matcher.word(word, (language,)), seen):
            known.add(word)
        return found

    found = list(labels.in_words(words))
    language = source_language(text, words, question.language, tuple(languages), labels=found, is_known=has)
    others = widened(text, words, language, languages, labels) if question.widen and words else []
    corrections = _corrections(question, matcher, seen, words, language, others, known)
    if corrections:
        instead = {one.typed: one.word for one in corrections}
        words = [instead.get(word, word) for word in words]
        text = " ".join(words)
        others = widened(text, words, language, languages, labels) if question.widen else []
    said = tuple(dict.fromkeys(content_words(words, language)))
    return Understood(question, typed, language, tuple(words), said, tuple(others), tuple(corrections))


def _corrections(
    question: Question,
    matcher: Matcher,
    seen: Query,
    words: Sequence[str],
    language: str,
    others: Sequence[InLanguage],
    known: Collection[str],
) -> list[Correction]:
    """Of words that no record has; one that was understood in another language is right as it is.

    Of those that are `known` no record is looked for again.

    In a longer question the other words are enough, and a name that nobody has would become another one.
    """
    found: list[Correction] = []
    said = content_words(words, language)
    if not question.correct or len(said) > MOST_NEEDED:
        return found
    translated = [{folded_form(word) for word in one.words()} for one in others]
    for word in dict.fromkeys(said):
        is_begun = question.begins and word == words[-1]
        if is_begun or word in known or is_known(matcher, word, seen):
            continue
        if any(folded_form(word) not in forms for forms in translated):
            continue
        if instead := corrected(matcher, word, seen):
            found.append(Correction(word, instead))
    return found


def of_records(matcher: Matcher) -> Query:
    return weighing_nothing(Query.term_query(matcher.schema, "of", RECORD, index_option="basic"))


def filters_of(filters: Mapping[str, str], matcher: Matcher, *, but: str = "") -> list[Query]:
    return [
        weighing_nothing(Query.term_query(matcher.schema, name, value, index_option="basic"))
        for name, value in filters.items()
        if name in FACETS and value and name != but
    ]
