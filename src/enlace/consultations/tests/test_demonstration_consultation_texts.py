"""What is written for the demonstration of consultations: whole in every language, short, and quiet."""

import json
from itertools import product
from pathlib import Path

import pytest

from enlace.consultations.models import Consultation, Priority, Statement
from enlace.core.languages import languages
from enlace.core.texts import TextsField

FOLDER = Path(__file__).parents[1] / "demonstration"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
CONSULTATIONS = sorted(set(FILES) - {"challenges"})
LETTERS = set("+-0.")


def texts_in(value, way=""):
    """Every text in several languages, by the way that leads to it."""
    if isinstance(value, dict):
        if set(value) & {"es", "en", "pt"}:
            yield way, value
            return
        for key, inner in value.items():
            yield from texts_in(inner, f"{way}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, f"{way}/{number}")


def longest(model: type, field: str) -> int:
    found = model._meta.get_field(field)
    assert isinstance(found, TextsField)
    return found.each


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_every_language(name):
    wanted = {one.code for one in languages()}
    assert not [way for way, text in texts_in(FILES[name]) if {code for code, words in text.items() if words} != wanted]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_exclaimed_and_the_forum_stays_informal(name):
    words = json.dumps(FILES[name], ensure_ascii=False).lower()
    loud = ["!", "¡", "ratif", "complian", "cumplimiento", "cumprimento", "viola", "tratado"]
    assert not [word for word in loud if word in words]


@pytest.mark.parametrize("name", CONSULTATIONS)
def test_statements_fit_and_stand_once(name):
    plan = FILES[name]
    assert all(len(words) <= longest(Consultation, "question") for words in plan["question"].values())
    texts = [entry["text"] for entry in plan["statements"]]
    assert all(len(words) <= longest(Statement, "text") for text in texts for words in text.values())
    for code in texts[0]:
        assert len({text[code] for text in texts}) == len(texts)
    adopted = [one["title"] for one in plan.get("adopted", {}).get("priorities", ()) if "title" in one]
    assert all(len(words) <= longest(Priority, "title") for title in adopted for words in title.values())


@pytest.mark.parametrize("name", CONSULTATIONS)
def test_there_is_a_letter_for_each_statement(name):
    plan = FILES[name]
    rows = plan["answers"].values() if "answers" in plan else plan["votes"]
    assert all(len(row) == len(plan["statements"]) and set(row) <= LETTERS for row in rows)


def test_priorities_answer_challenges_and_review_what_was_adopted():
    challenges = {entry["key"] for entry in FILES["challenges"]}
    adopted = {one["statement"] for one in FILES["anniversary"]["adopted"]["priorities"]}
    for entry in [entry for name in CONSULTATIONS for entry in FILES[name]["statements"]]:
        assert entry.get("challenge", "memory") in challenges, entry["key"]
        assert entry.get("reviews", "signals") in adopted, entry["key"]
        assert ("challenge" in entry) == ("importance" in entry) == ("levels" in entry)


def test_whoever_agrees_with_a_priority_says_at_which_level():
    for name, state in product(("coming", "anniversary"), FILES["coming"]["answers"]):
        for entry, letter in zip(FILES[name]["statements"], FILES[name]["answers"][state], strict=True):
            if letter == "+" and "levels" in entry:
                assert any(codes == "*" or state in codes.split() for codes in entry["levels"].values()), entry["key"]
