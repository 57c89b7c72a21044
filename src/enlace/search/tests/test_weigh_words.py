"""How words weigh against one another, in an index without a database."""

from dataclasses import replace

from tantivy import Query

from enlace.core.searchable import Indexed, IndexedPage
from enlace.search.asking.ask import best_records
from enlace.search.asking.matching import Matcher
from enlace.search.asking.question import Question
from enlace.search.asking.theme_labels import ThemeLabels
from enlace.search.asking.understanding import understand
from enlace.search.indexing import build_index

LANGUAGES = ("es", "en", "pt")
RECORDS = [
    Indexed(id=0, titles={}, texts={"": "quinoto quinoto otra cosa"}),
    Indexed(id=1, titles={}, texts={"es": "quinoto y otra cosa"}),
    *(Indexed(id=number, titles={}, texts={"es": f"nota número {number} sobre eso"}) for number in range(2, 30)),
]


def best_for(folder, text, pages):
    read = tuple(IndexedPage("es", number, "otra página") for number in range(pages))
    index = build_index(folder, LANGUAGES, [replace(one, pages=read) for one in RECORDS])
    matcher, everything = Matcher(index, LANGUAGES), Query.all_query()
    asked = understand(Question(text, "es", widen=False), matcher, everything, ThemeLabels(()), LANGUAGES)
    found = best_records(asked, matcher, everything).places
    return [int(one) for one in matcher.searcher.fast_field_values("number", [address for _score, address in found])]


def test_what_stands_in_no_language_weighs_as_much_as_what_does_whatever_the_number_of_pages(tmp_path):
    assert best_for(tmp_path / "without", "quinoto", 0) == [0, 1]
    assert best_for(tmp_path / "among", "quinoto", 20) == [0, 1]
