"""The search as readers have it: real records, a real index, Apertium where it is installed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enlace.core.clock import today
from enlace.core.draft_translation import available_pairs
from enlace.library.cataloguing.publishing_actions import withdraw_publication
from enlace.library.models import Publication
from enlace.library.testing import (
    make_collection,
    make_language_version,
    make_page_text,
    make_publication,
    make_reading,
)
from enlace.network.models import Mandate
from enlace.network.testing import fresh, make_focal_point, make_secretary, make_state
from enlace.search.asking.ask import ask
from enlace.search.asking.question import DATE, Question
from enlace.search.indexing import reindex
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
with_apertium = pytest.mark.skipif(("es", "en") not in available_pairs(), reason="Apertium is not installed")
NOBODY = AnonymousUser()
PAGE_OF_ARMS = "La regulación de las armas de fuego es una acción preventiva del Estado."


def publication(title, abstract="", language="es", **fields):
    fields = {"title": {language: title}, "abstract": {language: abstract} if abstract else {}} | fields
    many = {name: fields.pop(name) for name in ("themes", "states") if name in fields}
    made = make_publication(**({"audience": "public"} | fields))
    for name, records in many.items():
        getattr(made, name).set(records)
    return made


def asked(text, reader=NOBODY, language="es", **ways):
    return ask(Question(text, language, **ways), reader)


def titles(answer):
    return [hit.title for hit in answer.hits]


@pytest.fixture
def shelf(db):
    """Three publications, of which one is in English and one for the states alone."""
    Publication.objects.all().delete()
    small = make_theme(slug="small-arms", label={"es": "armas cortas", "en": "handguns", "pt": "armas curtas"})
    publication(
        *("Regulación de armas de fuego", "Educación y control para la prevención."),
        **{"issued": "2015-05-04", "themes": [small], "states": [make_state("PY")]},
    )
    publication("Weapons control in practice", "How customs and police share what they know.", "en", issued="2018")
    publication("Borrador reservado sobre quinoto", "Armas reservadas.", audience="members", issued="2020")
    reindex()


@pytest.mark.parametrize(
    "typed", ["regulación armas", "REGULACION ARMAS", "regulaciones", "arma", "regulación de armas"]
)
def test_accents_capitals_stems_and_plurals_make_no_difference(shelf, typed):
    assert titles(asked(typed, widen=False))[:1] == ["Regulación de armas de fuego"]


def test_a_passage_marks_the_words_and_nothing_else_is_markup(db):
    publication("Informe", "Antes <b>de todo</b> & después: la educación es prevención.")
    reindex()
    hit = asked("educacion prevenciones", widen=False).hits[0]
    assert hit.passage == (
        "Antes &lt;b&gt;de todo&lt;/b&gt; &amp; después: la <mark>educación</mark> es <mark>prevención</mark>."
    )
    assert hit.passage_text == "Antes <b>de todo</b> & después: la educación es prevención."


def test_a_passage_leads_to_its_page_of_the_file(db):
    version = make_language_version(publication=publication("Informe anual"), language="es")
    reading = make_reading(language_version=version, pages=3)
    for text in ("Portada.", PAGE_OF_ARMS, "Anexo."):
        make_page_text(reading=reading, text=text)
    reindex()
    hit = asked("armas de fuego", widen=False).hits[0]
    assert (hit.page, hit.language) == (2, "es")
    assert hit.url.endswith(f"/publications/{version.publication_id}/es/#page=2")
    assert "<mark>armas</mark> de <mark>fuego</mark>" in hit.passage
    assert hit.record_url == version.publication.get_absolute_url()


def test_phrases_exclusions_and_titles_are_asked_as_typed(shelf):
    assert titles(asked('"armas de fuego"')) == ["Regulación de armas de fuego"]
    assert titles(asked('"fuego de armas"')) == []
    assert titles(asked("title:weapons")) == ["Weapons control in practice"]
    assert titles(asked("title:police")) == []
    assert "Regulación de armas de fuego" not in titles(asked("control -regulación"))
    assert asked('"armas de fuego"').widened == ()


def test_a_word_that_nobody_has_is_corrected_and_said(shelf):
    answer = asked("regulasion", widen=False)
    assert [(one.typed, one.word) for one in answer.corrected] == [("regulasion", "regulacion")]
    assert titles(answer) == ["Regulación de armas de fuego"]
    assert answer.corrected_text == "regulacion"
    assert asked("regulasion", correct=False, widen=False).total == 0
    assert [one.word for one in asked("rregulasion", widen=False).corrected] == ["regulacion"]


def test_a_correction_never_tells_a_word_that_only_hidden_records_have(shelf):
    assert asked("quinotto", widen=False).corrected == ()
    assert [one.word for one in asked("quinotto", fresh(make_focal_point()), widen=False).corrected] == ["quinoto"]
    assert asked("quinoto", widen=False).total == 0


def test_totals_facets_and_hits_are_those_of_the_reader(shelf):
    everybody, member = asked("armas", widen=False), asked("armas", fresh(make_focal_point()), widen=False)
    assert (everybody.total, member.total) == (1, 2)
    assert [sum(one.number for one in answer.facets[0].counts) for answer in (everybody, member)] == [1, 2]
    years = {one.value for answer in (everybody,) for facet in answer.facets for one in facet.counts}
    assert "2020" not in years


def test_what_is_hidden_since_the_index_was_made_is_not_shown(shelf):
    Publication.objects.filter(title__es__startswith="Regulación").update(audience="secretariat")
    answer = asked("regulación", widen=False, correct=False)
    assert (answer.total, answer.hits) == (0, ())
    assert asked("regulación", fresh(make_secretary())).total == 1


def test_each_facet_counts_with_the_other_filters_but_its_own(shelf):
    answer = asked("control", filters={"year": "2015"}, widen=False)
    facets = {facet.name: {one.value: (one.number, one.chosen) for one in facet.counts} for facet in answer.facets}
    assert answer.total == 1
    assert facets["year"] == {"2018": (1, False), "2015": (1, True)}
    assert facets["theme"] == {"small-arms": (1, False)}
    assert facets["state"] == {"PY": (1, False)}
    assert [facet.counts[0].label for facet in answer.facets if facet.name == "state"] == ["Paraguay"]


def test_a_filter_alone_lists_the_newest_first(shelf):
    answer = asked("", filters={"kind": "publication"})
    assert titles(answer) == ["Weapons control in practice", "Regulación de armas de fuego"]
    assert titles(asked("control", order=DATE, widen=False))[0] == "Weapons control in practice"


def test_pages_of_results_follow_one_another(db):
    make_collection()
    for number in range(23):
        publication(f"Cuaderno {number}")
    reindex()
    pages = [asked("cuaderno", page=page) for page in (1, 2, 3)]
    assert [len(one.hits) for one in pages] == [10, 10, 3]
    assert len({hit.id for one in pages for hit in one.hits}) == 23
    assert (pages[0].total, pages[0].pages) == (23, 3)


def test_stop_words_neither_drown_the_rest_nor_empty_a_question(shelf):
    assert titles(asked("la de las armas y el fuego", widen=False))[0] == "Regulación de armas de fuego"
    assert asked("de la", widen=False).total >= 1


def test_where_no_record_has_all_words_those_with_some_are_shown_and_that_is_said(shelf):
    answer = asked("regulación policía", widen=False, correct=False)
    assert answer.some
    assert "Regulación de armas de fuego" in titles(answer)


def test_a_theme_widens_into_its_labels_of_the_other_languages(shelf):
    publication("A study of handguns", language="en")
    reindex()
    answer = asked("armas cortas")
    assert "A study of handguns" in titles(answer)
    assert "handguns" in " ".join(one.words for one in answer.widened)
    assert "A study of handguns" not in titles(asked("armas cortas", widen=False))


@with_apertium
def test_a_draft_translation_finds_what_is_written_in_another_language(shelf):
    answer = asked("control de aduanas")
    assert "Weapons control in practice" in titles(answer)
    assert any("customs" in one.words for one in answer.widened)
    assert asked("control de aduanas", widen=False).widened == ()


@with_apertium
def test_words_of_another_language_are_widened_from_it(shelf):
    answer = asked("weapons regulation and prevention", language="es")
    assert "Regulación de armas de fuego" in titles(answer)
    assert "en" not in {one.language for one in answer.widened}


def test_without_the_engine_themes_widen_alone(shelf, monkeypatch):
    monkeypatch.setenv("APERTIUM_DATADIR", "/nowhere")
    publication("A study of handguns", language="en")
    reindex()
    assert "A study of handguns" in titles(asked("armas cortas"))
    assert [one.by for one in asked("armas cortas").widened if one.language == "en"] == ["themes"]
    assert asked("control de aduanas").widened == ()


def test_what_is_typed_so_far_is_a_beginning(shelf):
    answer = asked("regulac", begins=True, facets=False)
    assert titles(answer) == ["Regulación de armas de fuego"]
    assert answer.corrected == ()


@pytest.mark.parametrize(
    "text", ["", "   ", "-", '"', "😀", "سلام عليكم", "x" * 10_000, "title:", "-" * 300, "\0", "a " * 6000]
)
def test_whatever_is_asked_is_answered(shelf, text):
    answer = asked(text)
    assert answer.took_ms < 5000
    assert answer.cut == (len(text) > 400)


def test_a_search_asks_the_database_as_often_whatever_is_found(db, django_assert_max_num_queries):
    for number in range(30):
        publication(f"Cuaderno {number}")
    reindex()
    asked("cuaderno")
    with django_assert_max_num_queries(12):
        asked("cuaderno", per_page=30)


def test_what_a_reader_sees_is_asked_again_when_a_log_went_on_and_not_before(
    shelf,
):
    reader, secretary = make_focal_point(), make_secretary()
    assert asked("armas", fresh(reader), widen=False).total == 2
    with CaptureQueriesContext(connection) as first:
        asked("armas", fresh(secretary), widen=False)
    with CaptureQueriesContext(connection) as again:
        asked("armas", fresh(secretary), widen=False)
    assert len(again) < len(first)
    for hidden in Publication.objects.filter(audience="members"):
        withdraw_publication(hidden, by=fresh(secretary))
    answer = asked("armas", fresh(reader), widen=False)
    assert (answer.total, [count.number for count in answer.facets[0].counts]) == (1, [1])


def test_who_plays_another_part_sees_other_records_at_once(shelf):
    reader = make_focal_point()
    assert asked("quinoto", fresh(reader), widen=False).total == 1
    Mandate.objects.filter(person__user=reader).update(
        since=today() - timedelta(days=9), until=today() - timedelta(days=2)
    )
    assert asked("quinoto", fresh(reader), widen=False, correct=False).total == 0
