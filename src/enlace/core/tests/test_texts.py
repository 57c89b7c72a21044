import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from enlace.core.languages import language_codes
from enlace.core.texts import Text, Texts, TextsField, TextsFormField, is_texts

WORDS = st.text(min_size=1, max_size=20)


def test_a_reader_gets_the_text_of_their_language():
    assert Texts({"es": "Red", "en": "Network"}).in_language("en") == Text("Network", "en", False)


def test_a_missing_language_falls_back_and_says_so():
    assert Texts({"es": "Red"}).in_language("pt") == Text("Red", "es", True)


def test_the_active_language_decides_where_none_is_named():
    with override("pt"):
        assert str(Texts({"pt": "Rede", "es": "Red"})) == "Rede"


def test_nothing_at_all_is_an_empty_text():
    assert not Texts({"es": ""}).in_language("es")


@given(st.dictionaries(st.sampled_from(["es", "en", "pt", "gn"]), WORDS), st.sampled_from(["es", "en", "pt"]))
def test_a_text_is_never_shown_in_a_language_that_it_is_not_in(texts, wanted):
    shown = Texts(texts).in_language(wanted)
    assert shown.text == texts.get(shown.language, "")
    assert shown.fallback == (bool(texts) and wanted not in texts)


@given(st.dictionaries(st.sampled_from(["es", "en", "pt"]), WORDS.filter(lambda w: w.strip() == w and "\0" not in w)))
def test_a_form_gives_back_what_it_was_given(texts):
    field = TextsFormField(required=False)
    assert field.clean(field.widget.decompress(texts)) == texts


def test_a_required_field_asks_for_one_language_only():
    field = TextsFormField(required=True)
    assert field.clean(["", "Network", ""]) == {"en": "Network"}
    with pytest.raises(ValidationError):
        field.clean(["", "", ""])


def test_the_widget_shows_one_labelled_input_per_language():
    class Form(forms.Form):
        name = TextsFormField(label="Name")

    html = Form().as_p()
    for code in language_codes():
        assert f'lang="{code}"' in html


def test_anything_but_texts_is_refused():
    for wrong in ["text", {"es": 3}, [("es", "x")]]:
        with pytest.raises(ValidationError):
            is_texts(wrong)


def test_a_new_language_needs_no_migration():
    _name, _path, _args, options = TextsField(long=True, max_length=9).deconstruct()
    assert options == {"default": Texts, "long": True, "max_length": 9}
