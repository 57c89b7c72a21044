"""How words weigh against one another, in an index without a database."""

from tantivy import Query

from enlace.core.searchable import Indexed, IndexedPage
from enlace.search.asking.ask import best_records
from enlace.search.asking.matching import Matcher
from enlace.search.asking.question import Question
from enlace.search.asking.theme_labels import ThemeLabels
from enlace.search.asking.understanding import understand
from enlace.search.indexing import build_index

LANGUAGES = ("es", "en", "pt")
TEXTS = [
    "un archivo de la memoria del río y de la montaña",
    "memoria memoria memoria",
    "el río y otro río, con un puente largo que cruza de una orilla a la otra entre dos pueblos",
    "un archivo del puente",
    *(f"nota número {number} sobre otra cosa que no importa" for number in range(30)),
]


def scores(folder, pages, text):
    """Each record has the same words in its file, on so many pages."""
    read = tuple(IndexedPage("es", number, "hoja " * (20 // pages)) for number in range(pages))
    items = [Indexed(id=at, titles={}, texts={"es": said}, pages=read) for at, said in enumerate(TEXTS)]
    matcher, everything = Matcher(build_index(folder, LANGUAGES, items), LANGUAGES), Query.all_query()
    asked = understand(Question(text, "es", widen=False), matcher, everything, ThemeLabels(()), LANGUAGES)
    found = best_records(asked, matcher, everything).places
    numbers = matcher.searcher.fast_field_values("number", [address for _score, address in found])
    return {int(number): score for number, (score, _address) in zip(numbers, found, strict=True)}


def test_pages_of_files_change_nothing_about_which_record_fits_better(tmp_path):
    for at, text in enumerate(("memoria", "río", "archivo", "puente")):
        assert scores(tmp_path / f"few{at}", 1, text) == scores(tmp_path / f"many{at}", 20, text)
