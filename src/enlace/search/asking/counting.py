"""How many records each value of a facet has, counted by the engine with the question, for the reader who asks."""

from collections.abc import Mapping

from tantivy import Occur, Query

from enlace.search.asking.matching import Matcher
from enlace.search.asking.understanding import filters_of
from enlace.search.schema import FACETS

MOST_VALUES = 400


def counts_of(matcher: Matcher, asked: Query, filters: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """By facet and value. The filters hold but for the facet's own; those without one are counted together."""
    chosen = [name for name in FACETS if filters.get(name)]
    found = _counted(matcher, asked, filters, [name for name in FACETS if name not in chosen], "")
    for name in chosen:
        found |= _counted(matcher, asked, filters, [name], name)
    return {name: found.get(name, {}) for name in FACETS}


def _counted(
    matcher: Matcher, asked: Query, filters: Mapping[str, str], names: list[str], but: str
) -> dict[str, dict[str, int]]:
    if not names:
        return {}
    query = restricted(asked, filters_of(filters, matcher, but=but))
    wanted = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
    buckets = matcher.searcher.aggregate(query, wanted)
    return {
        name: {str(one["key"]): int(one["doc_count"]) for one in buckets.get(name, {}).get("buckets", ())}
        for name in names
    }


def restricted(asked: Query, conditions: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, asked), *((Occur.Must, one) for one in conditions)])
