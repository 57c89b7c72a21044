import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.website.similarity import likeness_to, rarity, terms, theme_similarity

texts = st.text(alphabet="abcdefgáéçñ 0123 ABC", max_size=120)
themes = st.frozensets(st.integers(1, 9), max_size=6)


def likeness(one, other, *rest):
    weights = rarity(terms(text) for text in (one, other, *rest))
    return likeness_to(terms(one), weights)(terms(other))


@given(texts, texts, texts)
def test_likeness_of_texts_is_symmetric_and_between_0_and_1(one, other, third):
    assert 0 <= likeness(one, other, third) <= 1
    assert likeness(one, other, third) == pytest.approx(likeness(other, one, third))


@given(texts)
def test_a_text_is_wholly_like_itself_if_it_has_a_term(text):
    assert likeness(text, text) == (pytest.approx(1) if terms(text) else 0)


@given(themes, themes, st.lists(themes, max_size=5))
def test_likeness_of_themes_is_symmetric_and_between_0_and_1(one, other, rest):
    weights = rarity([one, other, *rest])
    assert 0 <= theme_similarity(one, other, weights) <= 1
    assert theme_similarity(one, other, weights) == pytest.approx(theme_similarity(other, one, weights))
    assert theme_similarity(one, one, weights) == (pytest.approx(1) if one else 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prevención", "prevention"),
        ("prevenção", "prevention"),
        ("GENOCIDIO", "genocídio"),
        ("Uruguay", "Uruguai"),
        ("2022", "2022"),
        ("ONU", "ONU"),
    ],
)
def test_learned_words_names_numbers_and_acronyms_meet_across_languages(one, other):
    assert terms(one).keys() == terms(other).keys() != set()


def test_small_words_count_for_nothing():
    assert not terms("que con los the and from para com uma")


def test_accents_written_apart_or_together_are_the_same():
    assert terms("educac\u0327a\u0303o") == terms("educação")


def test_a_rare_theme_binds_more_than_one_that_all_share():
    weights = rarity([{"all", "rare"}, {"all", "rare"}, {"all"}, {"all"}, {"all"}])
    assert theme_similarity({"all", "rare"}, {"rare"}, weights) > theme_similarity({"all", "rare"}, {"all"}, weights)


def test_translations_are_more_alike_than_texts_on_other_matters():
    english = "National mechanisms for the prevention of genocide met in Asunción in 2019"
    spanish = "Los mecanismos nacionales de prevención del genocidio se reunieron en Asunción en 2019"
    other = "El informe anual de la biblioteca describe sus colecciones y publicaciones"
    assert likeness(english, spanish, other) > 0.3 > 0.1 > likeness(english, other, spanish)
