"""Which stretch of which text is shown. No index and no database."""

from enlace.search.asking.passages import Sought, best_passage

TEXTS = {
    "es": "El control de las armas de fuego previene. Las armas de fuego se registran.",
    "en": "The control of firearms prevents.",
    "pt": "O controle das armas de fogo previne. As armas de fogo são registradas.",
}
IN_ENGLISH = Sought(("firearms",), {"es": [("armas", "fuego")], "pt": [("armas", "fogo")]})
IN_SPANISH = Sought(("armas", "fuego"), {"en": [("firearms",)], "pt": [("armas", "fogo")]})


def marked(passage):
    return [passage.text[start:end] for start, end in passage.marks]


def test_a_reader_gets_their_own_language_where_it_says_as_much_in_fewer_words():
    for sought, language in ((IN_ENGLISH, "en"), (IN_SPANISH, "es")):
        assert best_passage(TEXTS, sought, [language, "es", "en", "pt"]).language == language


def test_another_language_is_shown_where_their_own_says_nothing_of_it():
    texts = TEXTS | {"en": "Nothing of the kind."}
    assert best_passage(texts, IN_ENGLISH, ["en", "pt", "es"]).language == "pt"


def test_words_of_another_language_are_marked_in_its_texts_alone():
    only = {"es": "La palabra firearms y las armas", "qu": "armas fogo firearms"}
    assert marked(best_passage({"es": only["es"]}, IN_ENGLISH, ["en"])) == ["firearms", "armas"]
    assert marked(best_passage({"qu": only["qu"]}, IN_ENGLISH, ["en"])) == ["firearms"]


def test_stems_and_accents_make_no_difference():
    sought = Sought(("regulacion",))
    assert marked(best_passage({"es": "Regulación y regulaciones."}, sought, ["es"])) == ["Regulación", "regulaciones"]


def test_what_stands_in_a_text_is_escaped():
    html = best_passage({"es": "<b>armas</b>"}, Sought(("armas",)), ["es"]).html
    assert html == "&lt;b&gt;<mark>armas</mark>&lt;/b&gt;"
