"""The pure parts: reading a text, its stream to the engine and back, without the engine."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.core.apertium_stream import decode, encode
from enlace.core.inline_text import Glossary, glossary_of, read_inline_html, read_plain

NONE = Glossary({})
SOUP = st.lists(
    st.sampled_from(
        ["<b>", "</b>", "<a id='1'>", "</a>", "<br/>", "<!-- x -->", "casa", " ", "&amp;", "&", "<", "qz", "[", "."]
    )
).map("".join)


def pieces(text: str, terms: dict[str, str]) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in read_plain(text, Glossary(terms)).pieces]


def test_the_longest_term_is_found_first_and_only_as_a_whole_word():
    terms = {"arma": "weapon", "arma de fuego": "firearm"}
    assert pieces("un arma  de fuego", terms) == [("words", "un "), ("term", "firearm")]
    assert pieces("desarma armario", terms) == [("words", "desarma armario")]


@pytest.mark.parametrize(
    ("found", "terms", "translation"),
    [
        ("genocidio", {"genocidio": "genocide"}, "genocide"),
        ("Genocidio", {"genocidio": "genocide"}, "Genocide"),
        ("GENOCIDIO", {"genocidio": "genocide"}, "GENOCIDE"),
        ("genocidio", {"Genocidio": "Genocide"}, "genocide"),
        ("principios ESG", {"Principios ESG": "ESG principles"}, "ESG principles"),
        ("ESG", {"ESG": "criterios sociales"}, "Criterios sociales"),
        ("enseñanza del Holocausto", {"enseñanza del holocausto": "Holocaust education"}, "Holocaust education"),
    ],
)
def test_a_term_is_written_in_the_case_in_which_it_was_found(found, terms, translation):
    assert Glossary(terms).translation(found) == translation


def test_an_empty_glossary_and_empty_terms_find_nothing():
    assert pieces("casa", {}) == pieces("casa", {"": "x", "casa": " "}) == [("words", "casa")]


def test_an_address_is_a_term_and_the_full_stop_after_it_is_not():
    assert pieces("ver https://a.org/casa?x=1.", {"casa": "house"}) == [
        ("words", "ver "),
        ("term", "https://a.org/casa?x=1"),
        ("words", "."),
    ]


def test_no_sign_with_a_meaning_reaches_the_engine():
    stream = encode(read_plain("a [b] ^c$ {d} e\\f g/h <i> @j\0\tk", NONE))
    assert stream == "a [1]b[3] [5]c[7] [9]d[11] e[13]f g[15]h [17]i[19] [21]j[23]k.[e]"


def test_elements_go_to_the_engine_with_their_words_and_come_back_where_these_went():
    reading = read_inline_html("la <b>casa <i>blanca</i></b>", NONE)
    assert encode(reading) == "la [[1]]casa[[/]] [[2]]blanca[[/]].[e]"
    assert decode("the [[2]]white[[/]] [[1]]house[[/]].[e]", reading) == "the <b><i>white</i> house</b>"


@pytest.mark.parametrize(
    "output",
    [
        "the house.[e]",
        "[[1]]the[[/]] [[2]]white[[/]] [[1]]house[[/]] [[2]]again[[/]].[e]",
        "[[1]]house[[/]] [[2]]white[[/]][e]",
        "[[1]]house[[/]] [[2]]white[[/]].",
        "[9][[1]]house[[/]] [[2]]white[[/]].[e]",
    ],
)
def test_an_answer_with_lost_torn_or_strange_marks_is_refused(output):
    assert decode(output, read_inline_html("<b>casa</b> <i>blanca</i>", NONE)) is None


def test_a_term_that_the_engine_lost_or_doubled_is_refused():
    reading = read_plain("un arma", Glossary({"arma": "weapon"}))
    assert encode(reading) == "un qzbx.[e]"
    assert decode("a qzbx.[e]", reading) == "a weapon"
    assert decode("a.[e]", reading) is None
    assert decode("a qzbx qzbx.[e]", reading) is None


def test_a_text_that_holds_the_made_up_word_gets_another():
    reading = read_plain("qzbx arma", Glossary({"arma": "weapon"}))
    assert decode(encode(reading), reading) == "qzbx weapon"


@given(st.text())
def test_an_engine_that_changes_nothing_gives_a_plain_text_back(text):
    reading = read_plain(text, NONE)
    if not any(character in text for character in "’") and text == text.strip():
        assert decode(encode(reading), reading) == "".join(piece.text for piece in reading.pieces)


@given(SOUP)
def test_an_engine_that_changes_nothing_keeps_every_tag_of_any_soup(text):
    reading = read_inline_html(text, NONE)
    draft = decode(encode(reading), reading)
    tags = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>")
    assert draft is not None
    assert tags.findall(draft) == tags.findall(text)
    assert html.unescape(tags.sub("", draft)).strip() == html.unescape(tags.sub("", text)).strip()


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=5), st.text())
def test_any_glossary_reads_any_text_without_losing_its_marks(terms, text):
    reading = read_plain(text, glossary_of(frozenset(terms.items())))
    assert encode(reading).count("[") == 1 + sum(piece.kind == "mark" for piece in reading.pieces)
