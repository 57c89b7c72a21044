"""With Debian's Apertium itself; what it alone can show is skipped where it is not installed."""

import html
import re
import subprocess
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.core import draft_translation as module
from enlace.core.draft_translation import (
    EngineFailed,
    NoEngine,
    available_pairs,
    draft_translation,
    draft_translations,
    missing_packages,
)
from enlace.core.registry import register

ALL_PAIRS = {(a, b) for a in ("es", "en", "pt") for b in ("es", "en", "pt") if a != b}
with_apertium = pytest.mark.skipif(
    available_pairs() != ALL_PAIRS, reason="Apertium is not installed: apt install apertium-eng-spa apertium-es-pt"
)
TAG = re.compile("<[^<>]*>")
WORDS = st.sampled_from(
    ["la casa blanca", "de el", "Armas de fuego", "dámelo", "vio", "&", "<", "[x]", "^a$", "\n", "."]
)
INLINE = st.recursive(
    WORDS.map(lambda words: html.escape(words, quote=False)) | st.just("<br/>"),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{' '.join(parts)}</{name.split()[0]}>",
        st.sampled_from(["strong", "em", 'a id="a1"', 'a id="a2"']),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def is_well_formed(text: str) -> bool:
    open_tags = []
    for tag in TAG.findall(text):
        if tag.startswith("</"):
            if not open_tags or open_tags.pop() != tag[2:-1]:
                return False
        elif not tag.endswith("/>"):
            open_tags.append(tag[1:-1].split()[0])
    return not open_tags


@with_apertium
@pytest.mark.parametrize(
    ("source", "target", "text", "draft"),
    [
        ("es", "en", "La casa es blanca.", "The house is white."),
        ("en", "es", "The house is white.", "La casa es blanca."),
        ("es", "pt", "La prevención es un compromiso", "A prevenção é um compromisso"),
        ("pt", "es", "A prevenção é um compromisso", "La prevención es un compromiso"),
        ("pt", "en", "A casa é branca.", "The house is white."),
        ("en", "pt", "The house is white.", "A casa é branca."),
        ("es-AR", "pt_BR", "Hola", "Olá"),
        ("es", "es", "La casa.", "La casa."),
    ],
)
def test_each_pair_has_a_draft(source, target, text, draft):
    assert draft_translation(text, source, target, terms={}) == draft


@with_apertium
def test_the_field_s_terms_go_before_the_engine_s_in_the_case_of_the_text():
    terms = {"armas de fuego": "firearms", "arma": "weapon", "Genocidio": "Genocide"}
    text = "Armas de fuego y armas de fuego; ARMAS DE FUEGO. Un genocidio y un arma."
    draft = draft_translation(text, "es", "en", terms=terms)
    assert draft == "Firearms and firearms; FIREARMS. A genocide and a weapon."


@with_apertium
def test_a_term_moves_with_the_element_it_stands_in():
    text = 'El control de <a id="a1">armas de fuego</a> es <strong>una casa <em>blanca</em></strong> &amp; más.'
    draft = draft_translation(text, "es", "en", html=True, terms={"armas de fuego": "firearms"})
    assert '<a id="a1">firearms</a>' in draft
    assert "<strong>a <em>white</em> house</strong> &amp; more." in draft


@with_apertium
def test_space_lines_signs_and_addresses_stay_as_they_are():
    text = "  Hola < & > [x] {1} ^$@/\\ \0 😀 日本\nver https://example.org/el-perro?a=la&b=2.\n\n \tHola \n"
    draft = draft_translation(text, "es", "en", terms={})
    assert draft == "  Hello < & > [x] {1} ^$@/\\ \0 😀 日本\nsee https://example.org/el-perro?a=la&b=2.\n\n \tHello \n"


@with_apertium
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "123", "<br/>", "\ud800", "<b> </b>", "<b>&#1;</b>"])
def test_what_holds_no_words_comes_back_as_it_went(text):
    assert draft_translation(text, "es", "pt", terms={}) == text
    assert draft_translation(text.replace("&#1;", ""), "es", "pt", html=True, terms={}) == text.replace("&#1;", "")


@with_apertium
@pytest.mark.parametrize("as_html", [False, True])
def test_a_hundred_thousand_hostile_characters_come_back_and_harm_no_other_text(as_html):
    hostile = ["\0", "^$[]{}\\/@", "<b", "<\"'", "a@", "<!--", "a ", "a\n", "(", "<b>x</b>", "http://", "... ", "qz."]
    texts = [text * (100_000 // len(text)) for text in hostile]
    *drafts, last = draft_translations([*texts, "La casa."], "es", "pt", html=as_html, terms={})
    assert [len(draft) > 40_000 for draft in drafts] == [True] * len(hostile)
    assert last == "A casa."


@with_apertium
@settings(max_examples=15, deadline=None)
@given(st.lists(st.text() | WORDS, max_size=12), st.sampled_from(sorted(ALL_PAIRS)), st.booleans())
def test_there_are_as_many_drafts_as_texts_and_lines_and_ends_are_kept(texts, pair, as_html):
    drafts = draft_translations(texts, *pair, html=as_html, terms={})
    assert len(drafts) == len(texts)
    for text, draft in zip(texts, drafts, strict=True):
        assert text.strip() == "" or draft.strip() != ""
        if not as_html:
            assert draft.count("\n") == text.count("\n")
            assert draft[: len(text) - len(text.lstrip())] == text[: len(text) - len(text.lstrip())]


@with_apertium
@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(INLINE, max_size=5).map(" ".join), max_size=8), st.sampled_from(sorted(ALL_PAIRS)))
def test_tags_come_through_well_formed_each_once(texts, pair):
    drafts = draft_translations(texts, *pair, html=True, terms={"armas de fuego": "A & B"})
    for text, draft in zip(texts, drafts, strict=True):
        assert Counter(TAG.findall(draft)) == Counter(TAG.findall(text))
        assert is_well_formed(draft)
        assert html.unescape(TAG.sub("", draft)).count("<") == html.unescape(TAG.sub("", text)).count("<")


@with_apertium
def test_a_batch_starts_the_engine_once_and_a_repeated_one_not_at_all(monkeypatch):
    started = []
    start = subprocess.Popen
    monkeypatch.setattr(
        module.subprocess, "Popen", lambda *args, **kwargs: started.append(args) or start(*args, **kwargs)
    )
    texts = [f"La casa número {number} es blanca." for number in range(200)]
    first = draft_translations(texts, "es", "en", terms={"batch": "batch"})
    assert len(started) == 1
    assert draft_translations(texts, "es", "en", terms={"batch": "batch"}) == first
    assert len(started) == 1


@with_apertium
@pytest.mark.django_db
def test_registered_glossaries_are_asked_for_the_pair():
    register("glossary", lambda source, target: {"vocablo raro": f"odd {target}"} if source == "es" else {}, order=99)
    assert draft_translation("Un vocablo raro.", "es", "en") == "An odd en."


def an_engine_that(does: str, folder, monkeypatch) -> None:
    (folder / "modes").mkdir()
    (folder / "modes" / "spa-eng.mode").touch()
    (folder / "apertium").write_text(f"#!/bin/sh\n{does}\n")
    (folder / "apertium").chmod(0o755)
    monkeypatch.setenv("APERTIUM_DATADIR", str(folder))
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_without_the_engine_the_error_names_the_packages(tmp_path, monkeypatch):
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert available_pairs() == frozenset()
    assert missing_packages("en", "es") == ["apertium", "apertium-eng-spa"]
    with pytest.raises(NoEngine, match="install the packages apertium apertium-eng-spa apertium-es-pt") as refusal:
        draft_translation("A casa", "pt", "en", terms={})
    assert refusal.value.packages == ["apertium", "apertium-eng-spa", "apertium-es-pt"]


def test_a_pair_that_debian_lacks_needs_no_package_and_has_no_engine():
    assert missing_packages("es", "qu") == []
    with pytest.raises(NoEngine, match="there is no engine for this pair"):
        draft_translation("La casa", "es", "qu", terms={})


def test_half_an_installation_serves_its_own_pair_only(tmp_path, monkeypatch):
    an_engine_that("exit 0", tmp_path, monkeypatch)
    assert available_pairs() == {("es", "en")}
    assert missing_packages("es", "pt") == ["apertium-es-pt"]


def test_an_engine_that_breaks_down_is_reported(tmp_path, monkeypatch):
    an_engine_that("exit 3", tmp_path, monkeypatch)
    with pytest.raises(EngineFailed, match="broke down"):
        draft_translation("La casa que nadie vio", "es", "en", terms={})


def test_an_engine_that_hangs_is_ended(tmp_path, monkeypatch):
    an_engine_that("sleep 60", tmp_path, monkeypatch)
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    with pytest.raises(EngineFailed, match="no draft within"):
        draft_translation("La casa que nadie vio", "es", "en", terms={})
