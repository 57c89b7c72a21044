from django import forms
from django.core.exceptions import ValidationError

from enlace.core.form_errors import add_errors


class Form(forms.Form):
    since = forms.CharField()


def refused(error):
    form = Form({"since": "2026"})
    assert form.is_valid()
    add_errors(form, error)
    return form


def test_a_sentence_stands_at_the_field_that_it_names():
    assert refused(ValidationError({"since": "Too early."})).errors == {"since": ["Too early."]}


def test_a_sentence_about_what_the_form_does_not_ask_stands_above_it():
    assert refused(ValidationError({"person": "Erased."})).non_field_errors() == ["Erased."]


def test_a_sentence_that_names_nothing_stands_above_the_form():
    assert refused(ValidationError("Closed.")).non_field_errors() == ["Closed."]


def test_the_code_of_an_error_is_kept():
    assert refused(ValidationError({"since": ValidationError("Taken.", "taken")})).has_error("since", "taken")
