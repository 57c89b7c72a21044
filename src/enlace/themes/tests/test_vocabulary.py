"""The first vocabulary, read from its files as they are shipped."""

import re
from collections import Counter
from functools import cache

import pytest

from enlace.themes.exchange.import_actions import FIRST
from enlace.themes.exchange.said import said_in
from enlace.themes.exchange.statements import read_statements

LANGUAGES = ("es", "en", "pt")
BASE = "https://example.org/themes/"
FIRST_ONES = {
    *["atrocity-crimes", "genocide", "crimes-against-humanity", "forced-disappearance", "war-crimes", "early-warning"],
    *["risk-assessment", "prevention-policies-and-institutions", "national-mechanisms", "regional-cooperation"],
    *["training-of-public-officials", "education-for-prevention", "civil-society-participation", "reparations"],
    *["democracy-and-rule-of-law", "memory-truth-and-justice", "memory-sites-and-archives", "groups-at-risk"],
    *["indigenous-peoples", "afro-descendant-peoples", "migrants-and-refugees", "women-peace-and-security"],
    *["lgbti-persons", "human-rights-defenders", "business-and-human-rights", "esg-principles", "esg-environment"],
    *["esg-social", "esg-governance", "enablers-of-mass-violence", "firearms-control", "hate-speech"],
    "technology-and-social-media",
}
"""Slugs of the first release: installations have tagged with them."""


@cache
def concepts():
    text = "\n".join(path.read_text("utf-8") for path in sorted(FIRST.glob("*.ttl")))
    found = said_in(read_statements(text, BASE), LANGUAGES)
    assert not found.problems
    assert not found.notes
    return {uri.removeprefix(BASE): one for uri, one in found.concepts.items()}


def broader(slug):
    return next((uri.removeprefix(BASE) for uri in concepts()[slug].broader), None)


def ancestors(slug):
    """At most as many as there are concepts, so that a circle is seen and not followed for ever."""
    line = []
    while (slug := broader(slug)) and len(line) <= len(concepts()):
        line.append(slug)
    return line


def test_there_are_more_than_a_hundred_and_sixty_concepts_the_first_among_them_each_with_an_address_of_its_own():
    assert len(concepts()) >= 160
    assert set(concepts()) >= FIRST_ONES
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in concepts())
    assert all(one.identifier == slug for slug, one in concepts().items())


def test_there_are_few_areas_and_each_has_narrower_concepts():
    tops = {slug for slug in concepts() if broader(slug) is None}
    assert 5 <= len(tops) <= 12
    assert tops <= {broader(slug) for slug in concepts()}
    assert all(concepts()[slug].is_top for slug in tops)


def test_every_text_is_there_in_three_languages_and_no_label_was_forgotten_in_another():
    wrong = [
        slug
        for slug, one in concepts().items()
        if set(one.label) != set(LANGUAGES)
        or len(set(one.definition.values())) != len(LANGUAGES)
        or one.label["en"] in (one.label["es"], one.label["pt"])
        or any(set(term) != set(LANGUAGES) for term in one.terms if len(term) > 1)
    ]
    assert wrong == []


def test_labels_begin_with_a_capital_and_definitions_are_one_sentence():
    wrong = [
        (slug, language)
        for slug, one in concepts().items()
        for language in LANGUAGES
        if not one.label[language][0].isupper()
        or not one.definition[language][0].isupper()
        or not re.fullmatch(r"[^.!?]+\.", one.definition[language])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_leads_to_one_concept_only(language):
    words = [
        label.casefold()
        for one in concepts().values()
        for label in {one.label[language], *(term[language] for term in one.terms if language in term)}
    ]
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_a_concept_stands_under_one_that_exists_and_related_is_neither_itself_nor_above_it():
    wrong = []
    for slug, one in concepts().items():
        related = {uri.removeprefix(BASE) for uri in one.related}
        if not {broader(slug) or slug, *related} <= set(concepts()) or slug in {*ancestors(slug), *related}:
            wrong.append(slug)
        if related & set(ancestors(slug)):
            wrong.append(slug)
    assert wrong == []
