from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.partial_date_reading import read_partial_date
from enlace.core.partial_dates import is_partial_date


class PartialDateField(forms.CharField):
    """A date as precise as it is known, as people write it."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": _("Date"),
            "required": False,
            "max_length": 60,
            "help_text": _("As far as it is known: 2015, May 2015 or 4 May 2015."),
        }
        super().__init__(**defaults | options)

    def clean(self, value: Any) -> str:
        date = read_partial_date(super().clean(value))
        if date:
            is_partial_date(date)
        return date
