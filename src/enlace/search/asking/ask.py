"""The search: a question and who asks it give an answer that this reader may have."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tantivy import Index, Order, Query

from enlace.accounts.rules import Anyone
from enlace.core.languages import language_codes
from enlace.search.asking.counting import counts_of, restricted
from enlace.search.asking.facets import facets_of
from enlace.search.asking.hits import Scored, hits_of
from enlace.search.asking.known_names import known_names
from enlace.search.asking.matching import Matcher
from enlace.search.asking.question import MOST_PAGES, Answer, Question
from enlace.search.asking.reading import read
from enlace.search.asking.seeing import Sight, sight_of
from enlace.search.asking.understanding import Understood, filters_of, understand
from enlace.search.following import brought_up

MOST_TO_FOLLOW = 50
"""Records that a search brings into the index before it answers, so that what was just published is found."""


@dataclass(frozen=True)
class Best:
    """`total` records, of which those of the page that is asked for; `asked` found them, before any filter.

    `some`: no record has all the words, and these have some of them.
    """

    total: int
    places: Sequence[Scored]
    asked: Query
    some: bool = False


def ask(question: Question, reader: Anyone) -> Answer:
    began = time.perf_counter()
    found, current = brought_up(MOST_TO_FOLLOW)
    if found is None:
        return Answer(question, cut=read(question.text).cut, ready=False, current=False)
    matcher = Matcher(found.index, language_codes())
    kind = question.filters.get("kind", "")
    sight = sight_of(reader, found, [kind] if kind and not question.facets else (), current=current)
    seen = sight.query(found.index)
    understood = understand(question, matcher, seen, known_names().labels, language_codes())
    answer = _answered(understood, matcher, found.pages, seen, sight)
    return replace(answer, took_ms=round((time.perf_counter() - began) * 1000, 2), current=current)


def _answered(understood: Understood, matcher: Matcher, pages: Index, seen: Query, sight: Sight) -> Answer:
    question, best = understood.question, best_records(understood, matcher, seen)
    hits = hits_of(best.places, understood, matcher, pages, sight)
    facets = facets_of(counts_of(matcher, best.asked, question.filters), question) if question.facets else ()
    return Answer(
        question,
        total=max(best.total - (len(best.places) - len(hits)), 0),
        widened=tuple(one.shown for one in understood.widened),
        corrected=understood.corrected,
        corrected_text=understood.corrected_text,
        hits=tuple(hits),
        facets=facets,
        some=best.some,
        cut=understood.typed.cut,
    )


def best_records(understood: Understood, matcher: Matcher, seen: Query) -> Best:
    strict = _searched(understood, matcher, restricted(understood.query(matcher), [seen]))
    if strict.total or len(understood.said) < 2:
        return strict
    relaxed = _searched(understood, matcher, restricted(understood.query(matcher, some=True), [seen]))
    return replace(relaxed, some=True) if relaxed.total else strict


def _searched(understood: Understood, matcher: Matcher, asked: Query) -> Best:
    question = understood.question
    query = restricted(asked, filters_of(question.filters, matcher))
    order: dict[str, Any] = {"order_by_field": "day", "order": Order.Desc} if understood.by_date else {}
    page = min(max(question.page, 1), MOST_PAGES)
    result: Any = matcher.searcher.search(
        query, limit=question.per_page, offset=(page - 1) * question.per_page, **order
    )
    return Best(result.count, result.hits, asked)
