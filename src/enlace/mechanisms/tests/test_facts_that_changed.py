"""What changed between two editions, fact by fact: by itself, and as a reader gets it."""

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.mechanisms.editions.changes import Kind, Lines, changed, changes_between
from enlace.mechanisms.editions.shown_changes import shown_changes
from enlace.mechanisms.register.facts import FACTS

TEXTS = st.dictionaries(st.sampled_from(["es", "en", "pt"]), st.sampled_from(["a", "b", "a\nb"]), min_size=1)
FACT_SETS = st.dictionaries(
    st.sampled_from(["host", "training", "institutions"]), TEXTS.map(lambda texts: {"any": texts})
)


def _one(before, after, name="host"):
    (change,) = changes_between({name: before}, {name: after}, [name])
    return change


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({}, {"host": {"es": "A"}}, Kind.NEW),
        ({"host": {"es": "A"}}, {}, Kind.LOST),
        ({"host": {"es": "A"}}, {"host": {"es": "B"}}, Kind.CHANGED),
        ({"host": {"es": "A"}}, {"host": {"es": "A"}}, Kind.SAME),
        ({}, {}, Kind.SAME),
    ],
)
def test_a_fact_is_new_changed_no_longer_known_or_the_same(before, after, kind):
    assert _one(before, after).kind is kind


def test_a_list_says_which_lines_came_and_which_are_gone():
    change = _one({"sources": "Ley 1\nLey 2\nLey 3"}, {"sources": "Ley 3\nLey 4\nLey 1"}, "sources")
    assert [part.lines for part in change.parts] == [Lines(("Ley 4",), ("Ley 2",), 2)]


def test_texts_are_told_by_language_and_a_translation_is_no_change_of_what_is_said():
    before = {"host": {"es": "A", "en": "A."}}
    change = _one(before, {"host": {"es": "B", "en": "A.", "pt": "C"}})
    assert [(part.language, part.kind) for part in change.parts] == [("es", Kind.CHANGED), ("pt", Kind.NEW)]
    assert not change.is_translation
    assert _one(before, {"host": {"es": "A", "en": "A.", "pt": "A"}}).is_translation
    assert not _one(before, {"host": {"pt": "A"}}).is_translation


@settings(max_examples=60, deadline=None)
@given(FACT_SETS, FACT_SETS)
def test_every_difference_is_told_and_nothing_else(before, after):
    names = ["host", "training", "institutions"]
    told = {one.name for one in changed(changes_between(before, after, names))}
    assert told == {name for name in names if before.get(name) != after.get(name)}
    rebuilt = {name: dict(value["any"]) for name, value in before.items()}
    for one in changes_between(before, after, names):
        for part in one.parts:
            texts = rebuilt.setdefault(one.name, {})
            texts.pop(part.language, None)
            if part.after is not None:
                texts[part.language] = part.after
    assert {name: {"any": texts} for name, texts in rebuilt.items() if texts} == after


def _shown(before, after, language="es"):
    with override(language):
        (change,) = shown_changes(before, after)
    return change


def test_a_reader_gets_before_and_now_in_their_language():
    change = _shown({"host": {"host": {"es": "A"}}}, {"host": {"host": {"es": "B", "pt": "C"}}}, "pt")
    assert (change.before.text.text, change.after.text.text, change.kind) == ("A", "C", Kind.CHANGED)
    new = _shown({}, {"budget": {"budget": 1_250_000, "budget_currency": "UYU"}})
    assert (new.before.known, new.after.amount) == (False, "1.250.000\u00a0UYU")


def test_what_reads_as_before_to_the_reader_is_told_in_the_language_in_which_it_changed():
    before = {"host": {"host": {"es": "A", "pt": "B"}}}
    change = _shown(before, {"host": {"host": {"es": "A", "pt": "C"}}})
    assert (change.only_in, change.before.text.text, change.after.text.text) == ("portugués", "B", "C")
    assert not change.after.text.fallback
    assert _shown({"host": {"host": {"es": "A"}}}, before).came == ("portugués",)


def test_long_texts_show_the_lines_that_differ_and_lists_always():
    long = _shown(
        {"activities": {"activities": {"es": "Uno\nDos\nTres"}}},
        {"activities": {"activities": {"es": "Uno\nII\nTres"}}},
    )
    assert long.lines == Lines(("II",), ("Dos",), 2)
    assert _shown({"host": {"host": {"es": "A"}}}, {"host": {"host": {"es": "B"}}}).lines is None
    names = {"institutions": {"institutions": {"es": "A\nB"}}}
    assert _shown(names, {"institutions": {"institutions": {"es": "B\nC"}}}).lines == Lines(("C",), ("A",), 1)
    assert _shown(names, {"institutions": {"institutions": {"es": "B\nA"}}}).lines is None


def test_a_contact_that_is_no_longer_public_is_not_said_to_be_unknown():
    known = {"contact": {"contact": {"es": "Oficina"}, "contact_public": True}}
    change = _shown(known, {})
    assert "conoce" not in change.kind_in_words + change.after.missing


def test_every_fact_of_the_register_can_be_shown_as_a_change():
    values = {"status": "emerging", "launched_on": "2015-05", "budget": 5, "instrument_link": "https://example.org/"}
    for name, fact in FACTS.items():
        column = fact.columns[-1] if name == "instrument" else fact.columns[0]
        after = {name: {column: values.get(column, "texto" if name == "sources" else {"es": "texto"})}}
        assert _shown({}, after).kind is Kind.NEW
        assert _shown(after, {}).kind is Kind.LOST
