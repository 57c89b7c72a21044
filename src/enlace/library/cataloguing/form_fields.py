"""The fields that forms of the catalogue share."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.plain import plain
from enlace.library.cataloguing.languages_known import language_choices


class RecordsField(forms.ModelMultipleChoiceField):
    """Some of the records offered, ticked; those already chosen come first, then by their names."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, model: Any, label: Any, **options: Any) -> None:
        super().__init__(model._default_manager.none(), label=label, required=False, **options)

    def offer(self, records: Any, chosen: Any = ()) -> None:
        self.queryset = records
        first = set(chosen)
        named = [(record.pk, self.label_from_instance(record)) for record in records]
        named.sort(key=lambda one: (one[0] not in first, plain(one[1])))
        self.choices = named

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "shown_title", "") or getattr(obj, "shown_name", "") or obj)


class LanguageField(forms.ChoiceField):
    """A language of the network or any other that has a name here."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Language of the file"))
        super().__init__(**options)

    def offer(self, chosen: str = "", *, empty: Any = None) -> None:
        """`chosen` is offered too where nobody here has a name for it; `empty` are the words of choosing none."""
        choices = [(code, capfirst(name)) for code, name in language_choices()]
        if chosen and chosen not in dict(choices):
            choices.append((chosen, chosen))
        self.choices = [("", empty), *choices] if empty else choices


def labelled(choices: Any) -> list[tuple[str, Any]]:
    return [(value, capfirst(str(label))) for value, label in choices]
