from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _

from enlace.core.clock import today
from enlace.network.composition import day_of_year, years


class CompositionForm(forms.Form):
    """Asks for the composition of a year or of a day; of today while neither is asked for, or wrongly."""

    year = forms.IntegerField(required=False)
    day = forms.DateField(required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.years = years()
        self.fields["day"].error_messages["invalid"] = _(
            "Write a day that is not still to come as year, month and day, as in 2015-12-31. Today is shown."
        )
        self.fields["year"].error_messages["invalid"] = _(
            "Choose a year from %(first)d to %(last)d. Today is shown."
        ) % {"first": self.years.start, "last": self.last_year}

    @property
    def last_year(self) -> int:
        return self.years.stop - 1

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year not in self.years:
            raise forms.ValidationError(self.fields["year"].error_messages["invalid"])
        return year

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > today():
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"])
        return day

    @property
    def asked_day(self) -> date | None:
        return self.cleaned_data.get("day") if self.is_valid() else None

    @property
    def asked_year(self) -> int | None:
        return self.cleaned_data.get("year") if self.is_valid() and not self.asked_day else None

    @property
    def shown_day(self) -> date:
        return self.asked_day or (day_of_year(self.asked_year) if self.asked_year else today())

    @property
    def asked(self) -> str:
        """The question as the address says it; empty for today."""
        asked = {"day": self.asked_day, "year": self.asked_year}
        return urlencode({name: value for name, value in asked.items() if value})
