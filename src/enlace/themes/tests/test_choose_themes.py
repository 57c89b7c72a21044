import pytest
from django import forms
from lxml import html

from enlace.core.texts import Texts
from enlace.themes.forms import ThemesField
from enlace.themes.models import Theme
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db


class FilingForm(forms.Form):
    themes = ThemesField()


def boxes(parent):
    return [box.get("value") for box in parent.iter("input")]


def test_themes_stand_in_folds_by_area_and_the_chosen_ones_above_and_once_only(django_assert_num_queries):
    genocide, early = Theme.objects.get(slug="genocide"), Theme.objects.get(slug="early-warning")
    with django_assert_num_queries(1):
        shown = html.fromstring(str(FilingForm(initial={"themes": [genocide, early]})["themes"]))
    chosen = shown.find("div")
    assert [box.get("checked") is not None for box in chosen.iter("input")] == [True, True]
    assert set(boxes(chosen)) == {str(genocide.pk), str(early.pk)}
    assert sorted(boxes(shown)) == sorted(map(str, Theme.objects.values_list("pk", flat=True)))
    areas = [fold.find("summary").text.strip() for fold in shown.iter("details")]
    assert areas == sorted(areas, key=str.casefold)
    assert "Crímenes atroces" in areas
    assert all(one.get("id") for one in shown.iter("input"))


def test_what_was_typed_comes_back_chosen_and_what_is_no_theme_is_refused():
    theme = make_theme(label=Texts({"pt": "Tema português"}))
    form = FilingForm({"themes": [theme.pk, "0"]})
    assert not form.is_valid()
    assert "checked" in str(form["themes"])
    form = FilingForm({"themes": [theme.pk]})
    assert form.is_valid()
    assert list(form.cleaned_data["themes"]) == [theme]
    assert '<span lang="pt">Tema português</span>' in str(form["themes"])
    assert FilingForm({}).is_valid()
