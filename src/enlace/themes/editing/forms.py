from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.texts import TextsFormField
from enlace.themes.forms import ThemesField
from enlace.themes.models import Theme
from enlace.themes.tree import areas_of

MORE_TERMS = 3
MOST_TERMS = 60


class ThemeField(forms.ModelChoiceField):
    """One theme, in the order of the vocabulary; each level is told by a dash before its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"queryset": Theme.objects.all()} | kwargs))

    def offer(self, themes: Iterable[Theme], *, beside: Theme | None = None) -> None:
        """Neither `beside` nor what stands beneath it."""
        branches = [one for area in areas_of(themes) for one in area.walk()]
        left = {one.theme.pk for own in branches if beside and own.theme.pk == beside.pk for one in own.walk()}
        branches = [one for one in branches if one.theme.pk not in left]
        empty = [("", self.empty_label)] if self.empty_label is not None else []
        self.choices = [*empty, *((one.theme.pk, f"{'– ' * one.depth}{one.theme.label}") for one in branches)]


class ThemeForm(forms.Form):
    label = TextsFormField(label=_("Name"), max_length=120)
    definition = TextsFormField(
        label=_("Definition"), required=False, max_length=2000, long=True, help_text=_("In one sentence.")
    )
    broader = ThemeField(
        label=_("Stands beneath"),
        required=False,
        empty_label=_("nothing: it is an area of its own"),
    )
    related = ThemesField(label=_("Related themes"))

    def __init__(self, *args: Any, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = theme
        fields: Any = self.fields
        fields["broader"].offer(Theme.objects.all(), beside=theme)
        if theme:
            fields["related"].widget.without = frozenset([theme.pk])
        terms = theme.terms if theme else []
        self.names = [f"term_{number}" for number in range(min(len(terms) + MORE_TERMS, MOST_TERMS))]
        if self.is_bound:
            sent = [
                number for number in range(MOST_TERMS) if any(key.startswith(f"term_{number}_") for key in self.data)
            ]
            self.names = [f"term_{number}" for number in range(max([len(self.names), *(one + 1 for one in sent)]))]
        for number, name in enumerate(self.names):
            initial = terms[number] if number < len(terms) else None
            fields[name] = TextsFormField(label=_("Another name"), required=False, max_length=200, initial=initial)

    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("label", "definition", "broader")]

    def term_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        terms = [fields.pop(name, {}) for name in self.names]
        return {**fields, "terms": [term for term in terms if term]}


class MergeForm(forms.Form):
    into = ThemeField(label=_("Into which theme"), empty_label=_("Choose one"))

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["into"].queryset = Theme.objects.exclude(pk__in=theme.ids_within())
        fields["into"].offer(Theme.objects.all(), beside=theme)


def theme_initial(theme: Theme) -> dict[str, Any]:
    return {
        "label": theme.label,
        "definition": theme.definition,
        "broader": theme.broader_id,
        "related": list(theme.related.values_list("pk", flat=True)),
    }
