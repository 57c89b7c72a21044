from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.commitments.dashboard.selection import FILTERS, MOST_LETTERS, QUARTERS, RECORDS, Selection, label_of
from enlace.commitments.dashboard.standings import Shown
from enlace.consultations.models import Approach


class SelectionForm(forms.Form):
    """The filters as they are set; what is sent is read by `selection_from`."""

    def __init__(self, selection: Selection) -> None:
        super().__init__(initial=dict(selection.asked), auto_id="filter-%s")
        depths = {theme.slug: depth for theme, depth in selection.choices.theme_tree}
        for name, label in FILTERS.items():
            if name == "q":
                words = forms.TextInput(attrs={"type": "search", "maxlength": MOST_LETTERS})
                self.fields[name] = forms.CharField(label=_("Words"), required=False, widget=words)
                continue
            if name in QUARTERS:
                if name in selection.asked:
                    self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
                continue
            if name in RECORDS:
                options: list[tuple[Any, Any]] = [
                    (key, f"{'– ' * depths.get(key, 0) if name == 'theme' else ''}{label_of(one)}")
                    for key, one in selection.choices.of(name).items()
                ]
            else:
                kinds: Any = Approach if name == "level" else Shown
                options = [(value, capfirst(str(text))) for value, text in kinds.choices]
            if options:
                self.fields[name] = forms.ChoiceField(
                    label=str(label), required=False, choices=[("", _("No filter")), *options]
                )
