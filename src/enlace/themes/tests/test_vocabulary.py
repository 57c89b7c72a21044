"""The first vocabulary, read from its file as it is shipped."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

CONCEPTS = json.loads((Path(__file__).parents[1] / "vocabulary.json").read_text("utf-8"))
BY_SLUG = {concept["slug"]: concept for concept in CONCEPTS}
LANGUAGES = ["es", "en", "pt"]
each_concept = pytest.mark.parametrize("concept", CONCEPTS, ids=[concept["slug"] for concept in CONCEPTS])


def ancestors(slug: str) -> list[str]:
    """At most as many as there are concepts, so that a circle is seen and not followed for ever."""
    line: list[str] = []
    while (broader := BY_SLUG[slug]["broader"]) and len(line) <= len(CONCEPTS):
        line.append(broader)
        slug = broader
    return line


def test_there_are_thirty_concepts_each_with_an_address_of_its_own():
    assert len(CONCEPTS) == len(BY_SLUG) == 33
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in BY_SLUG)


def test_there_are_few_top_concepts_and_each_has_narrower_ones():
    tops = {concept["slug"] for concept in CONCEPTS if concept["broader"] is None}
    assert 5 <= len(tops) <= 8
    assert tops == tops & {concept["broader"] for concept in CONCEPTS}


@each_concept
def test_a_concept_has_exactly_the_agreed_parts(concept):
    assert list(concept) == ["slug", "labels", "alternatives", "definition", "broader", "related"]
    assert list(concept["labels"]) == list(concept["alternatives"]) == list(concept["definition"]) == LANGUAGES


@each_concept
def test_labels_begin_with_a_capital_and_definitions_are_one_sentence(concept):
    for language in LANGUAGES:
        label, definition = concept["labels"][language], concept["definition"][language]
        assert label == label.strip()
        assert label[0].isupper()
        assert len(label) <= 120
        assert definition[0].isupper()
        assert re.fullmatch(r"[^.!?]+\.", definition)


@each_concept
def test_the_alternatives_of_the_languages_translate_one_another_in_order(concept):
    lengths = {len(concept["alternatives"][language]) for language in LANGUAGES}
    assert len(lengths) == 1
    assert lengths.pop() >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_leads_to_one_concept_only(language):
    words = [
        word.casefold()
        for concept in CONCEPTS
        for word in [concept["labels"][language], *concept["alternatives"][language]]
    ]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert all(word == " ".join(word.split()) and word for word in words)


@each_concept
def test_a_concept_stands_under_one_that_exists_and_never_under_itself(concept):
    assert concept["broader"] is None or concept["broader"] in BY_SLUG
    assert concept["slug"] not in ancestors(concept["slug"])


@each_concept
def test_related_goes_both_ways_and_never_to_itself_or_up_and_down(concept):
    slug = concept["slug"]
    assert concept["related"] == sorted(set(concept["related"]))
    for other in concept["related"]:
        assert other != slug
        assert slug in BY_SLUG[other]["related"]
        assert other not in ancestors(slug)
        assert slug not in ancestors(other)


@each_concept
def test_no_label_was_forgotten_in_another_language(concept):
    definitions = [concept["definition"][language] for language in LANGUAGES]
    assert len(set(definitions)) == len(LANGUAGES)
    assert concept["labels"]["en"] not in (concept["labels"]["es"], concept["labels"]["pt"])
