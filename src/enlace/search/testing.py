"""What tests of the search ask of the index. Each test has an index of its own (`conftest.py`)."""

from collections.abc import Mapping

from tantivy import Index, Query

from enlace.search.following import opened
from enlace.search.schema import FOLDED_PAGE, FOLDED_TEXT, FOLDED_TITLE, PUBLIC, RECORD, folded


def found(words: str, *, field: str = FOLDED_TEXT, public: bool = False) -> list[str]:
    """The keys of the records that hold all the words, as the index stands."""
    now = opened()
    if now is None:
        return []
    terms = {"of": RECORD} | ({"seen": PUBLIC} if public else {})
    return _keys(now.index, field, words, terms)


def pages_found(words: str) -> list[str]:
    """The keys of the records of the pages that hold all the words, one for each page."""
    now = opened()
    if now is None:
        return []
    return _keys(now.pages, FOLDED_PAGE, words, {})


def _keys(index: Index, field: str, words: str, terms: Mapping[str, str]) -> list[str]:
    asked = [Query.term_query(index.schema, field, word) for word in folded().analyze(words)]
    asked += [Query.term_query(index.schema, name, term) for name, term in terms.items()]
    searcher = index.searcher()
    hits = searcher.search(Query.empty_query().or_should_match(asked[0]).and_must_match(*asked), limit=100).hits
    return sorted(str(searcher.doc(address).get_first("key")) for _score, address in hits)


def titled(words: str, *, public: bool = False) -> list[str]:
    return found(words, field=FOLDED_TITLE, public=public)
