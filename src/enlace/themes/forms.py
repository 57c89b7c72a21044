"""How themes are chosen in a form: by area, those chosen first, without a script."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enlace.core.texts import Text
from enlace.themes.models import Theme
from enlace.themes.tree import Branch, areas_of


@dataclass(frozen=True)
class Choice:
    """A checkbox; `within` is the theme above it, where that is not the area itself."""

    tag: dict[str, Any]
    label: Text
    within: Text | None


@dataclass(frozen=True)
class ChoiceArea:
    label: Text
    choices: list[Choice]


class ThemesWidget(forms.CheckboxSelectMultiple):
    """Checkboxes of themes in folds by area; what is chosen stands above, and once only.

    For any field of records whose records are themes.
    """

    template_name = "themes/themes_widget.html"
    without: frozenset[int] = frozenset()
    """Themes that are not offered, by id; what stands beneath them is."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        tags = {_instance(tag).pk: tag for _group, tags, _index in context["widget"]["optgroups"] for tag in tags}
        branches = areas_of(_instance(tag) for tag in tags.values())
        walked = [[one for one in area.walk() if one.theme.pk not in self.without] for area in branches]
        picked = [one for branch in walked for one in branch if tags[one.theme.pk]["selected"]]
        areas = [
            ChoiceArea(area.theme.label.in_language(), _choices(walk, tags))
            for area, walk in zip(branches, walked, strict=True)
        ]
        context["widget"] |= {
            "chosen": [_choice(one, tags) for one in picked],
            "areas": [area for area in areas if area.choices],
        }
        return context


class ThemesField(forms.ModelMultipleChoiceField):
    """Some themes of the vocabulary, none if it is not required."""

    widget = ThemesWidget

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"label": gettext_lazy("Themes"), "required": False, "queryset": Theme.objects.all()}
        super().__init__(**(defaults | kwargs))

    def label_from_instance(self, obj: Theme) -> str:
        return str(obj.label)


def _instance(tag: dict[str, Any]) -> Theme:
    theme: Theme = tag["value"].instance
    return theme


def _choices(branches: Iterable[Branch], tags: dict[int, dict[str, Any]]) -> list[Choice]:
    return [_choice(one, tags) for one in branches if not tags[one.theme.pk]["selected"]]


def _choice(branch: Branch, tags: dict[int, dict[str, Any]]) -> Choice:
    within = branch.broader.label.in_language() if branch.broader and branch.depth > 1 else None
    return Choice(tags[branch.theme.pk], branch.theme.label.in_language(), within)
