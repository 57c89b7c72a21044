"""Where in their files the records that matched say it: the pages that fit best, asked of the index of pages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tantivy import Document, Index, Occur, Query, Searcher

from enlace.search.asking.matching import weighing_nothing
from enlace.search.asking.passages import Sought
from enlace.search.schema import FOLDED_PAGE, page_field

PAGES_OF_A_RECORD = 6
"""In all its languages, so that the reader's own is among them."""
PAGES_AT_ONCE = 60


def pages_of(
    keys: Sequence[str], pages: Index, languages: Sequence[str], sought: Sought
) -> Mapping[str, Sequence[Document]]:
    """By the key of a record. All are asked for together; one whose pages were not among the first is asked alone."""
    searcher = pages.searcher()
    if not searcher.num_docs:
        return {}
    words = _words(pages, languages, sought)
    found: dict[str, list[Document]] = defaultdict(list)
    first = _best(searcher, pages, words, keys, PAGES_AT_ONCE)
    for page in first:
        found[str(page.get_first("key"))].append(page)
    if len(first) == PAGES_AT_ONCE:
        for key in keys:
            if len(found[key]) < PAGES_OF_A_RECORD:
                found[key] = _best(searcher, pages, words, [key], PAGES_OF_A_RECORD)
    return {key: some[:PAGES_OF_A_RECORD] for key, some in found.items()}


def _words(pages: Index, languages: Sequence[str], sought: Sought) -> Query:
    """Any of the folded forms, or stems of a language; the more the better."""
    terms = [(FOLDED_PAGE, form) for form in sought.all_forms]
    terms += [(page_field(language), form) for language in languages for form in sought.stems(language)]
    asked = [Query.term_query(pages.schema, field, one, index_option="freq") for field, one in dict.fromkeys(terms)]
    return Query.boolean_query([(Occur.Should, one) for one in asked]) if asked else Query.empty_query()


def _best(searcher: Searcher, pages: Index, words: Query, keys: Sequence[str], most: int) -> list[Document]:
    belonging = Query.term_set_query(pages.schema, "key", list(keys))
    asked = Query.boolean_query([(Occur.Must, words), (Occur.Must, weighing_nothing(belonging))])
    hits = searcher.search(asked, limit=most, count=False).hits
    return [searcher.doc(address) for _score, address in hits]
