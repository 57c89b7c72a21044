"""What is written for the demonstration of meetings: whole in every language, and quiet."""

import json
from pathlib import Path

import pytest

from enlace.core.languages import languages

FOLDER = Path(__file__).parents[1] / "demonstration"
FILES = sorted(FOLDER.glob("*.json"))
OFFICES_OF_A_LANGUAGE = {"second"}
"""What a state calls its own offices stands in the languages of the states alone."""


def texts_in(value, way=""):
    """Every text in several languages, by the way that leads to it; minutes and papers are in those they are in."""
    if isinstance(value, dict):
        if set(value) & {"es", "en", "pt"}:
            yield way, value
            return
        for key, inner in value.items():
            yield from texts_in(inner, f"{way}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, f"{way}/{number}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_there_in_every_language(path):
    wanted = {one.code for one in languages()}
    assert not [
        way
        for way, text in texts_in(json.loads(path.read_text("utf-8")))
        if not wanted <= {code for code, words in text.items() if words} and "/texts" not in way
        if way.split("/")[1] not in OFFICES_OF_A_LANGUAGE
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_exclaimed_and_the_forum_stays_informal(path):
    words = path.read_text("utf-8").lower()
    loud = ["!", "¡", "ratif", "complian", "cumplimiento", "cumprimento", "viola", "tratado"]
    assert not [word for word in loud if word in words]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_papers_can_be_printed_in_the_font_of_the_demonstration(path):
    for way, text in texts_in(json.loads(path.read_text("utf-8"))):
        if "/texts" in way:
            assert all("\n".join(lines).encode("cp1252") for lines in text.values()), way
