"""What tests of the search ask of the index. Each test has an index of its own (`conftest.py`)."""

from tantivy import Query

from enlace.search.following import current_index
from enlace.search.schema import FOLDED_PAGE, FOLDED_TEXT, FOLDED_TITLE, PUBLIC, RECORD, folded


def found(words: str, *, field: str = FOLDED_TEXT, public: bool = False) -> list[str]:
    """The keys of what holds all the words, as the index stands; records, or pages where `field` is theirs."""
    index = current_index()
    if index is None:
        return []
    asked = [Query.term_query(index.schema, field, word) for word in folded().analyze(words)]
    asked += [Query.term_query(index.schema, "of", RECORD)] if field in (FOLDED_TEXT, FOLDED_TITLE) else []
    asked += [Query.term_query(index.schema, "seen", PUBLIC)] if public else []
    searcher = index.searcher()
    hits = searcher.search(Query.empty_query().or_should_match(asked[0]).and_must_match(*asked), limit=100).hits
    return sorted(str(searcher.doc(address).get_first("key")) for _score, address in hits)


def pages_found(words: str) -> list[str]:
    return found(words, field=FOLDED_PAGE)


def titled(words: str, *, public: bool = False) -> list[str]:
    return found(words, field=FOLDED_TITLE, public=public)
