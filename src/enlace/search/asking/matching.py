"""Words become queries of the engine. No Django.

A word is looked for in every field that may hold it, its stem in the fields of each language and its plain form in the
folded ones, and the best of these counts (a disjunction by maximum), so that a record in three languages does not count
thrice. A title weighs twice as much as a text.

The engine weighs a rare word by all documents of the index, and the length of a text by the mean over all of them,
whether they have a text in that language or not. Where most records are in Spanish, Portuguese words would seem rare
and Portuguese texts long. So each language's fields are weighed as if they stood in an index of their own
(`Matcher.own_weight`): that is what lets a match in one language compete with a match in another.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tantivy import Index, Occur, Query, Schema, Searcher

from enlace.search.asking.words import folded_form, likely_forms, stem
from enlace.search.schema import (
    FOLDED_TEXT,
    FOLDED_TITLE,
    text_field,
    title_field,
)

TITLE_WEIGHT = 2.0
OTHER_FIELDS = 0.1
"""How much the fields add in which a word stands beside the best one: a tie between records is broken by them."""
K1, B = 1.2, 0.75
"""Of BM25, as the engine has them."""
MOST_ENDINGS = 12


@dataclass(frozen=True)
class Matcher:
    """Makes queries of one state of an index. `languages` are those of its fields."""

    index: Index
    languages: tuple[str, ...]

    @cached_property
    def schema(self) -> Schema:
        return self.index.schema

    @cached_property
    def searcher(self) -> Searcher:
        return self.index.searcher()

    @cached_property
    def documents(self) -> int:
        return max(self.searcher.num_docs, 1)

    @cached_property
    def records_in(self) -> dict[str, int]:
        return {one: max(self.searcher.doc_freq("language", one), 1) for one in self.languages}

    def word(
        self, word: str, languages: Iterable[str] | None = None, *, title: bool = True, text: bool = True
    ) -> Query | None:
        """None where no document has it. With `languages` only their fields are asked."""
        asked = (word, None if languages is None else tuple(languages), title, text)
        if asked not in self._words:
            self._words[asked] = self._word(*asked)
        return self._words[asked]

    @cached_property
    def _words(self) -> dict[tuple[Any, ...], Query | None]:
        return {}

    def _word(self, word: str, languages: tuple[str, ...] | None, title: bool, text: bool) -> Query | None:
        parts: list[Query] = []
        for language in self.languages if languages is None else languages:
            if form := stem(word, language):
                parts += self._terms(title_field(language) if title else "", form, language, TITLE_WEIGHT)
                parts += self._terms(text_field(language) if text else "", form, language)
        for form in likely_forms(folded_form(word)) if languages is None else ():
            parts += self._terms(FOLDED_TITLE if title else "", form, "", TITLE_WEIGHT)
            parts += self._terms(FOLDED_TEXT if text else "", form, "")
        return best_of(parts)

    def beginning(self, word: str) -> Query | None:
        """The last word while it is being typed: it itself, or the commonest words that begin so."""
        form, parts = folded_form(word), [one for one in [self.word(word)] if one]
        for field, weight in ((FOLDED_TITLE, TITLE_WEIGHT), (FOLDED_TEXT, 1.0)):
            known = self.searcher.terms_with_prefix(field, form, limit=400) if len(form) > 1 else []
            for one, _number in sorted(known, key=lambda pair: -pair[1])[:MOST_ENDINGS]:
                parts += self._terms(field, one, "", weight)
        return best_of(parts)

    def phrase(self, words: Sequence[str], *, title: bool = True, text: bool = True) -> Query:
        """Exactly these words in this order, whatever their accents."""
        forms = [form for form in map(folded_form, words) if form]
        fields = [(FOLDED_TITLE, TITLE_WEIGHT, title), (FOLDED_TEXT, 1.0, text)]
        asked = [
            Query.boost_query(self._exactly(field, forms), weight) for field, weight, is_asked in fields if is_asked
        ]
        return best_of(asked) or Query.empty_query()

    def _exactly(self, field: str, forms: Sequence[str]) -> Query:
        if len(forms) > 1:
            return Query.phrase_query(self.schema, field, list(forms))
        return Query.term_query(self.schema, field, forms[0]) if forms else Query.empty_query()

    def _terms(self, field: str, form: str, language: str, weight: float = 1.0) -> list[Query]:
        number = self.searcher.doc_freq(field, form) if field else 0
        if not number:
            return []
        query = Query.term_query(self.schema, field, form, index_option="freq")
        boost = weight * (self.own_weight(number, self.records_in[language]) if language else 1.0)
        return [query if boost == 1.0 else Query.boost_query(query, boost)]

    def own_weight(self, number: int, records: int) -> float:
        """By what to multiply so that a word in `number` of `records` weighs as in an index of those alone."""
        share = min(records / self.documents, 1.0)
        rarity = _rarity(number, records) / _rarity(number, self.documents)
        return rarity * (1 + K1 * (1 - B + B / share)) / (1 + K1)


def _rarity(number: int, documents: int) -> float:
    number = min(number, documents)
    return math.log(1 + (documents - number + 0.5) / (number + 0.5))


def best_of(queries: Sequence[Query]) -> Query | None:
    if len(queries) < 2:
        return queries[0] if queries else None
    return Query.disjunction_max_query(list(queries), tie_breaker=OTHER_FIELDS)


def together(queries: Sequence[Query | None], least: int) -> Query:
    """The more of them the better, and at least so many; None is what no document has."""
    there = [one for one in queries if one is not None]
    if len(there) < least or not there:
        return Query.empty_query()
    if len(there) == 1:
        return there[0]
    if least == len(there):
        return Query.boolean_query([(Occur.Must, one) for one in there])
    return Query.boolean_query([(Occur.Should, one) for one in there], minimum_number_should_match=least)


def weighing_nothing(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
