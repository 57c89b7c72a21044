"""What tests of the search ask of the index. Each test has an index of its own (`conftest.py`)."""

from tantivy import Query

from enlace.search.following import opened
from enlace.search.schema import FOLDED_PAGE, FOLDED_TEXT, FOLDED_TITLE, PUBLIC, RECORD, folded


def found(words: str, *, field: str = FOLDED_TEXT, public: bool = False) -> list[str]:
    """The keys of the records that hold all the words, as the index stands."""
    now = opened()
    if now is None:
        return []
    schema, searcher = now.index.schema, now.index.searcher()
    asked = [Query.term_query(schema, field, word) for word in folded().analyze(words)]
    asked.append(Query.term_query(schema, "of", RECORD))
    asked += [Query.term_query(schema, "seen", PUBLIC)] if public else []
    hits = searcher.search(Query.empty_query().or_should_match(asked[0]).and_must_match(*asked), limit=100).hits
    return sorted(str(searcher.doc(address).get_first("key")) for _score, address in hits)


def pages_found(words: str) -> list[str]:
    """The keys of the records of the pages that hold all the words, one for each page."""
    now = opened()
    if now is None:
        return []
    searcher = now.pages.searcher()
    asked = [Query.term_query(now.pages.schema, FOLDED_PAGE, word) for word in folded().analyze(words)]
    hits = searcher.search(Query.empty_query().or_should_match(asked[0]).and_must_match(*asked), limit=100).hits
    return sorted(str(searcher.doc(address).get_first("key")) for _score, address in hits)


def titled(words: str, *, public: bool = False) -> list[str]:
    return found(words, field=FOLDED_TITLE, public=public)
