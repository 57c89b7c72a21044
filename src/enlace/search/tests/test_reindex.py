import io

import pytest
from django.core.management import call_command
from tantivy import Query

from enlace.core.searchable import Indexed, IndexedPage
from enlace.library.testing import make_publication
from enlace.search import places
from enlace.search.documents import day_number, languages_of, page_documents, record_document
from enlace.search.following import check_search, opened
from enlace.search.indexing import build_index, layout, reindex
from enlace.search.schema import (
    RECORD,
    body_of,
    build_page_schema,
    build_schema,
    folded,
    open_pages,
    stemmed,
    text_field,
    titles_of,
)
from enlace.search.testing import titled

LANGUAGES = ("es", "en", "pt")


@pytest.mark.django_db
def test_the_command_says_in_one_line_how_much_it_did():
    make_publication()
    said = io.StringIO()
    call_command("reindex", stdout=said)
    assert said.getvalue().count("\n") == 1
    assert " records indexed in " in said.getvalue() or "registros" in said.getvalue()


@pytest.mark.django_db
def test_progress_reaches_the_end():
    make_publication()
    told = []
    reindex(lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]


@pytest.mark.django_db
def test_the_doctor_tells_whether_there_is_an_index():
    assert [one.level for one in check_search()] == ["warn"]
    reindex()
    assert [one.level for one in check_search()] == ["ok"]


@pytest.mark.django_db
def test_an_index_that_is_laid_out_otherwise_is_made_anew(settings):
    reindex()
    before = places.current_name()
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "Français")]
    assert layout() not in before
    assert opened() is None
    reindex()
    assert places.current_name() != before
    assert opened() is not None


@pytest.mark.django_db
def test_a_damaged_index_is_none_and_is_made_anew():
    publication = make_publication(title={"es": "Memoria"})
    reindex()
    (places.index_folder() / places.current_name() / "meta.json").write_text("{")
    assert opened() is None
    reindex()
    assert titled("memoria") == [f"publication:{publication.pk}"]


def test_words_meet_with_and_without_accents_in_any_number_in_each_language(tmp_path):
    words = {
        "pt": ("educação", ["educações", "educacao", "Educação"]),
        "es": ("prevención", ["prevencion", "PREVENCIÓN"]),
        "en": ("commitments", ["commitment", "Commitments"]),
    }
    items = [Indexed(number, {}, {code: text}) for number, (code, (text, _)) in enumerate(words.items(), 1)]
    searcher = searcher_of(build_index(tmp_path, LANGUAGES, items))
    for number, (code, (_text, typed)) in enumerate(words.items(), 1):
        for word in typed:
            assert numbers(searcher, word, text_field(code), "text_folded") == [number], word


def test_a_text_in_a_language_of_no_stemmer_is_found_by_its_words_and_kept(tmp_path):
    pages = (IndexedPage("qu", 3, "Sumaq kawsay"),)
    item = Indexed(1, {"qu": "Yuyay"}, {"qu": "Runakunap allin kawsaynin"}, pages=pages)
    searcher = searcher_of(build_index(tmp_path, LANGUAGES, [item]))
    assert numbers(searcher, "ALLIN", "text_folded") == [1]
    assert numbers(searcher, "sumaq", "text_folded") == [1]
    document = searcher.doc(hits(searcher, "yuyay", "title_folded")[0])
    assert (titles_of(document), body_of(document)) == ({"qu": "Yuyay"}, {"qu": "Runakunap allin kawsaynin"})
    pages = searcher_of(open_pages(tmp_path, LANGUAGES))
    page = pages.doc(hits(pages, "sumaq", "page_folded", schema=build_page_schema(LANGUAGES))[0])
    assert (page.get_first("key"), page.get_first("page"), body_of(page)) == (
        "publication:1",
        3,
        {"qu": "Sumaq kawsay"},
    )


def test_a_record_is_one_document_whatever_its_pages():
    pages = (IndexedPage("es", 1, "uno"), IndexedPage("es", 2, " "), IndexedPage("pt-BR", 3, "três"))
    item = Indexed(7, {"en": "Seven"}, {"": "ISBN 1"}, day="2015-05", pages=pages)
    made = record_document("publication", item, schema=build_schema(LANGUAGES), languages=LANGUAGES, public=False)
    assert (made.get_first("of"), made.get_all("seen"), made.get_first("day")) == (RECORD, [], 20150500)
    assert (made.get_all("text_es"), made.get_all("text_pt")) == (["uno", " "], ["três"])
    pages = list(page_documents("publication", item, schema=build_page_schema(LANGUAGES), languages=LANGUAGES))
    assert [one.get_first("page") for one in pages] == [1, 3]
    assert {one.get_first("key") for one in pages} == {made.get_first("key")} == {"publication:7"}
    assert languages_of(item) == ["en", "es", "pt-BR"]
    assert [day_number(day) for day in ("", "2015", "2015-05", "2015-05-04")] == [0, 20150000, 20150500, 20150504]


def searcher_of(index):
    index.reload()
    return index.searcher()


def hits(searcher, word, *fields, schema=None):
    schema = schema or build_schema(LANGUAGES)
    asked = Query.empty_query()
    for field in fields:
        analyzer = folded() if field.endswith("folded") else stemmed(field[-2:])
        asked = asked.or_should_match(*(Query.term_query(schema, field, one) for one in analyzer.analyze(word)))
    return [address for _score, address in searcher.search(asked, limit=10).hits]


def numbers(searcher, word, *fields):
    return searcher.fast_field_values("number", hits(searcher, word, *fields))
