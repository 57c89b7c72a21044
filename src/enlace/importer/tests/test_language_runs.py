import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.importer.language_runs import Paragraph, language_of, split_by_language
from enlace.importer.tests.reading_pages import SHARED, needs_shared_data, page, udhr

CODES = {"spa": "es", "eng": "en", "por_BR": "pt", "por_PT": "pt"}
OTHERS = ("quy", "gug")
ARTICLES = {code: udhr(code) for code in (*CODES, *OTHERS)} if (SHARED / "udhr").is_dir() else {}
NORMAL = {code: [text for text in ARTICLES.get(code, []) if len(text) >= 80] for code in (*CODES, *OTHERS)}
orders = st.permutations(["spa", "eng", "por_BR"]).flatmap(
    lambda codes: st.integers(1, 3).map(lambda count: list(codes)[:count])
)


@needs_shared_data
@settings(max_examples=150, deadline=None)
@given(orders, st.data())
def test_contiguous_languages_are_split_exactly_at_their_borders(codes: list[str], data: st.DataObject) -> None:
    paragraphs, expected = [], []
    for code in codes:
        run = data.draw(st.lists(st.sampled_from(NORMAL[code]), min_size=3, max_size=7, unique=True))
        paragraphs += run
        expected += [CODES[code]] * len(run)
    assert split_by_language(paragraphs) == expected


@needs_shared_data
@settings(max_examples=80, deadline=None)
@given(st.permutations(["spa", "eng", "por_PT"]), st.integers(3, 5), st.data())
def test_languages_that_alternate_are_kept_apart(codes: list[str], count: int, data: st.DataObject) -> None:
    pairs = [
        data.draw(st.lists(st.sampled_from([t for t in NORMAL[code] if len(t) > 120]), min_size=count, max_size=count))
        for code in codes[:2]
    ]
    paragraphs = [text for pair in zip(*pairs, strict=True) for text in pair]
    assert split_by_language(paragraphs) == [CODES[code] for _ in range(count) for code in codes[:2]]


@needs_shared_data
@settings(max_examples=80, deadline=None)
@given(st.sampled_from(list(CODES)), st.sampled_from([*CODES, *OTHERS]), st.data())
def test_one_foreign_paragraph_inside_a_run_makes_no_body(own: str, other: str, data: st.DataObject) -> None:
    run = data.draw(st.lists(st.sampled_from(NORMAL[own]), min_size=5, max_size=9, unique=True))
    run.insert(data.draw(st.integers(2, len(run) - 2)), data.draw(st.sampled_from(NORMAL[other])))
    assert set(split_by_language(run)) == {CODES[own]}


@needs_shared_data
@settings(max_examples=80, deadline=None)
@given(st.permutations(["spa", "eng"]), st.sampled_from(OTHERS), st.data())
def test_a_paragraph_in_none_of_the_languages_goes_with_its_neighbours(
    codes: list[str], other: str, data: st.DataObject
) -> None:
    runs = [data.draw(st.lists(st.sampled_from(NORMAL[code]), min_size=5, max_size=7, unique=True)) for code in codes]
    at = data.draw(st.integers(2, len(runs[0]) - 2))
    runs[0].insert(at, data.draw(st.sampled_from(ARTICLES[other])))
    found = split_by_language(runs[0] + runs[1])
    assert found == [CODES[codes[0]]] * len(runs[0]) + [CODES[codes[1]]] * len(runs[1])


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_texts_get_a_language_each(texts: list[str]) -> None:
    found = split_by_language(texts)
    assert len(found) == len(texts)
    assert set(found) <= {"es", "en", "pt"}


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Latin American Network Meeting - 10th Anniversary (2012-2022)", "en"),
        ("XII Reunión de Puntos Focales", "es"),
        ("Encontro da Rede em Brasília para avaliação", "pt"),
        ("2012-2022", None),
        ("Eugenia Carbone", None),
    ],
)
def test_the_language_of_a_line_is_told_only_where_its_words_tell_it(line: str, language: str | None) -> None:
    assert language_of(line) == language


def test_other_languages_may_be_asked_for() -> None:
    french = "Les membres du réseau se sont réunis dans la vieille bibliothèque pour lire les rapports de l'année."
    english = "The members of the network met in the old library to read the reports of the year together."
    assert split_by_language([french, english], ("en", "fr")) == ["fr", "en"]


def test_a_language_the_detector_does_not_know_is_no_obstacle() -> None:
    assert split_by_language(["The members of the network met in the old library."], ("qu", "en")) == ["en"]


def test_three_languages_each_get_their_body_and_their_title() -> None:
    reading = page("three-languages.html")
    assert {language: body.title for language, body in reading.bodies.items()} == {
        "en": "Declaration of Asunción",
        "es": "Declaración de Asunción",
        "pt": "Declaração de Assunção",
    }
    assert [body.paragraphs for body in reading.bodies.values()] == [2, 2, 2]


def test_a_title_line_between_two_languages_is_the_second_ones_title() -> None:
    reading = page("title-line-between.txt")
    assert reading.source == "https://www.example-institute.org/news/honduras-workshop"
    assert reading.bodies["en"].title == "Workshop for young officials in Tegucigalpa"
    assert reading.bodies["es"].title == "Taller para jóvenes funcionarios en Tegucigalpa"
    assert "Taller para" not in reading.bodies["en"].text + reading.bodies["es"].text


def test_names_quotations_and_short_lines_stay_in_their_run() -> None:
    reading = page("names-and-quotations.txt")
    assert reading.languages == ["en"]
    assert "“La prevención es un trabajo de todos los días" in reading.bodies["en"].text
    assert "João Pereira, Brasília" in reading.bodies["en"].text


def test_a_list_in_the_other_language_stays_in_its_run() -> None:
    reading = page("list-in-other-language.html")
    assert reading.languages == ["en"]
    assert "Procuraduría para la Defensa" in reading.bodies["en"].text


def test_paragraphs_that_alternate_become_two_bodies_in_their_order() -> None:
    reading = page("alternating.html")
    assert [(language, body.paragraphs) for language, body in reading.bodies.items()] == [("en", 3), ("es", 3)]
    assert reading.bodies["es"].text.startswith("Los miembros")
    assert reading.bodies["es"].title is None


def test_a_page_in_one_language_has_one_body() -> None:
    reading = page("portuguese-only.txt")
    assert (reading.title, reading.date, reading.languages) == ("Encontro da Rede em Brasília", "2018-03-14", ["pt"])
    assert reading.bodies["pt"].paragraphs == 2


def test_a_sentence_that_opens_with_foreign_words_before_the_other_language_begins_at_a_heading() -> None:
    found = split_by_language(
        [
            "El taller reunió en Lima a funcionarios de seis países que trabajan en alerta temprana.",
            "“We are learning from each other,” said one of the participants, and the whole room agreed.",
            "El taller terminó con una lista de tareas para cada oficina y una fecha para revisarlas.",
            Paragraph("Regional workshop on early warning", heading=True),
            "The workshop brought together in Lima officials from six countries who work on early warning.",
            "Human rights offices and ministries of the interior shared their methods and difficulties.",
        ]
    )
    assert found == ["es", "es", "es", "en", "en", "en"]
