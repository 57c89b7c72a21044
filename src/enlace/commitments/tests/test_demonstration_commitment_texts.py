"""What is written for the demonstration of commitments: whole in every language, short, and quiet."""

import json
from pathlib import Path

import pytest

from enlace.commitments.demonstration.lives import LEVELS
from enlace.commitments.models import Commitment, CommitmentEvent, Evidence, Milestone
from enlace.core.languages import languages

FOLDER = Path(__file__).parents[1] / "demonstration"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
PLANS = [plan for level in LEVELS for plan in FILES[level]]
LOUD = ["!", "¡", "ratif", "complian", "cumplimiento", "cumprimento", "viola", "tratado", "treaty"]


def texts_in(value, way=""):
    """Every text in several languages, by the way that leads to it."""
    if isinstance(value, dict):
        if "es" in value:
            yield way, value
            return
        for key, inner in value.items():
            yield from texts_in(inner, f"{way}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, f"{way}/{number}")


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_every_language_and_nothing_is_exclaimed(name):
    wanted = {one.code for one in languages()}
    assert not [way for way, text in texts_in(FILES[name]) if {code for code, words in text.items() if words} != wanted]
    words = json.dumps(FILES[name], ensure_ascii=False).lower()
    assert not [word for word in LOUD if word in words]


def fits(model, name, text):
    return all(len(words) <= model._meta.get_field(name).each for words in text.values())


def test_texts_fit_where_they_go():
    for plan in PLANS:
        assert fits(Commitment, "title", plan["title"])
        assert fits(Commitment, "responsible", plan["responsible"])
        assert all(fits(Milestone, "title", one["title"]) for one in plan.get("milestones", ()))
        assert all(fits(CommitmentEvent, "note", one["note"]) for one in plan["acts"] if "note" in one)
        shown = [one for report in plan.get("progress", ()) for one in report.get("evidence", ())]
        assert all(fits(Evidence, "title", one["title"]) for one in shown)


def test_commitments_are_of_all_levels_and_named_once():
    assert len({plan["key"] for plan in PLANS}) == len(PLANS) >= 24
    assert all(FILES[level] for level in LEVELS)
    assert all(len(plan["parties"]) == 2 for plan in FILES["binational"])
    assert len([plan for plan in PLANS if not plan.get("progress")]) >= 5
