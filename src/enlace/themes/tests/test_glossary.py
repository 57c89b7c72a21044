import pytest

from enlace.core.texts import Texts
from enlace.themes.queries import glossary
from enlace.themes.terms import by_language, corresponding, tidy_terms
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db


def test_an_alternative_leads_to_the_one_of_its_term():
    assert glossary("es", "en")["armas de fuego"] == "firearms"


def test_labels_lead_to_labels_and_before_the_alternatives_of_another_theme():
    make_theme(label=Texts({"es": "Minería", "en": "Mining"}), terms=[{"es": "cantera", "en": "quarry"}, {"es": "oro"}])
    make_theme(label=Texts({"es": "cantera", "en": "Stone pit"}))
    terms = glossary("es", "en")
    assert (terms["Minería"], terms["cantera"]) == ("Mining", "Stone pit")
    assert "oro" not in terms


def test_lists_of_earlier_releases_become_terms_place_by_place_where_they_are_as_long():
    lists = {"es": ["a", "b"], "en": ["x", "y"], "pt": ["só"]}
    terms = corresponding(lists)
    assert terms == [{"es": "a", "en": "x"}, {"es": "b", "en": "y"}, {"pt": "só"}]
    assert by_language(terms) == lists


def test_a_term_says_nothing_that_the_label_or_another_term_says():
    terms = [
        {"es": "paz", "en": "calm"},
        {"es": " b  c "},
        {"en": "calm"},
        {"es": "b c", "en": "d"},
        {"es": "b c", "en": "d"},
    ]
    assert tidy_terms({"es": "paz"}, terms) == ({"en": "calm"}, {"es": "b c", "en": "d"})
