import pytest

from enlace.themes.actions import import_themes
from enlace.themes.models import Theme
from enlace.themes.queries import glossary

pytestmark = pytest.mark.django_db


def test_the_first_vocabulary_has_thirty_themes():
    assert Theme.objects.count() == 33


def test_an_alternative_leads_to_the_alternative_at_its_place():
    terms = glossary("es", "en")
    assert terms["armas de fuego"] == "firearms"


def test_a_theme_without_the_language_gives_no_term():
    import_themes([concept(labels={"es": "minería"})], by=None)
    assert "minería" not in glossary("es", "en")


def test_importing_again_updates_and_makes_no_second():
    import_themes([concept(labels={"es": "minería"})], by=None)
    import_themes([concept(labels={"es": "minería ilegal"})], by=None)
    assert str(Theme.objects.get(slug="mining").label) == "minería ilegal"


def concept(**parts):
    return {
        "slug": "mining",
        "labels": {},
        "alternatives": {},
        "definition": {},
        "broader": None,
        "related": [],
    } | parts
