from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import languages
from enlace.core.texts import TextsFormField
from enlace.library.models import Collection
from enlace.reports.planning.gaps import Borrowed, Gap


class FreezeForm(forms.Form):
    """Languages in which nothing is missing are ticked; a correction says what it corrects."""

    languages = forms.MultipleChoiceField(
        label=_("In which languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one language at least.")},
    )
    note = TextsFormField(
        label=_("What this edition corrects"), long=True, help_text=_("It is printed at the beginning of the edition.")
    )
    borrowing = forms.BooleanField(
        label=_("Texts of the record that a language lacks may stand in another, marked as such"), required=False
    )

    def __init__(self, data: Any, *, first: bool, gaps: Sequence[Gap], borrowed: Sequence[Borrowed]) -> None:
        lacking = {gap.language for gap in gaps}
        whole = [one.code for one in languages() if one.code not in lacking]
        super().__init__(data, initial={"languages": whole})
        chosen: Any = self.fields["languages"]
        chosen.choices = [(one.code, one.name) for one in languages()]
        if first:
            del self.fields["note"]
        if not borrowed:
            del self.fields["borrowing"]


class PublishForm(forms.Form):
    collection: Any = forms.ModelChoiceField(
        Collection.objects.all(),
        label=_("Collection of the library"),
        empty_label=None,
    )
    news = forms.BooleanField(
        label=_("Make a draft of the news that tells it, in each of its languages"), required=False, initial=True
    )

    def __init__(self, data: Any, *, filed: bool, usual: Collection | None) -> None:
        super().__init__(data, initial={"collection": usual})
        if filed:
            del self.fields["collection"]
