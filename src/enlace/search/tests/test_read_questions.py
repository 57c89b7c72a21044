"""Whatever is typed can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.search.asking.reading import LONGEST_WORD, MOST_LETTERS, MOST_WORDS, Typed, read


@given(st.text(max_size=600) | st.text(alphabet="\"“”«» -:titleTÍ😀سلام\0\n'", max_size=80))
def test_anything_can_be_read(text):
    typed = read(text)
    groups = [typed.words, *typed.phrases, *typed.in_title, *typed.without]
    assert all(word and len(word) <= LONGEST_WORD for group in groups for word in group)
    assert len(typed.words) <= MOST_WORDS
    assert typed.cut or len(text) <= MOST_LETTERS


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("armas de fuego", Typed(words=("armas", "de", "fuego"), free="armas de fuego")),
        ('"armas de fuego" control', Typed(words=("control",), phrases=(("armas", "de", "fuego"),), free="control")),
        ("memoria -museo", Typed(words=("memoria",), without=(("museo",),), free="memoria")),
        ('-"alerta temprana"', Typed(without=(("alerta", "temprana"),))),
        ("title:acta", Typed(in_title=(("acta",),))),
        ("título:acta titulo:“sesión final”", Typed(in_title=(("acta",), ("sesión", "final")))),
        ('"sin cerrar', Typed(words=("sin", "cerrar"), free="sin cerrar")),
        ("“entre comillas”", Typed(phrases=(("entre", "comillas"),))),
        ("«copiado»", Typed(words=("copiado",), free="«copiado»")),
        ("co-operation", Typed(words=("co", "operation"), free="co-operation")),
        ("2015–2018", Typed(words=("2015", "2018"), free="2015-2018")),
        ("سلام", Typed(words=("سلام",), free="سلام")),
        ("", Typed()),
        ('- -- " title: -', Typed()),
        ("😀 🎉", Typed()),
        ("de la que", Typed(words=("de", "la", "que"), free="de la que")),
    ],
)
def test_words_phrases_and_operators_are_told_apart(text, typed):
    assert read(text) == typed


def test_what_is_too_long_is_cut_between_words():
    typed = read("memoria " * 1250)
    assert typed.cut
    assert set(typed.words) == {"memoria"}
    assert read("x" * 10_000).words == ("x" * LONGEST_WORD,)
