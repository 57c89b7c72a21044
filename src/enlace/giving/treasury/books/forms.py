from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.giving.models import Offer, Payment, Rate
from enlace.giving.money.amounts import currency_codes
from enlace.giving.treasury.months import month_choices
from enlace.giving.treasury.typed_amounts import read_rate, written_rate


def known_years() -> list[int]:
    """Of payments, newest first; this year in any case."""
    years = {one.year for one in Payment.objects.datetimes("paid_at", "year")}
    return sorted(years | {today().year}, reverse=True)


def own_currencies() -> list[str]:
    """In which gifts came or are asked for."""
    paid = Payment.objects.order_by().values_list("currency", flat=True).distinct()
    return sorted({*paid, *Offer.objects.values_list("currency", flat=True)})


class TotalsForm(forms.Form):
    """What the address of the page asks for."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int, required=False, empty_value=None)
    into = forms.ChoiceField(label=gettext_lazy("Convert into"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="choose_%s")
        fields: Any = self.fields
        fields["year"].choices = [("", _("All years")), *((one, str(one)) for one in known_years())]
        fields["into"].choices = [("", _("not converted")), *((one, one) for one in own_currencies())]

    def asked(self) -> tuple[int | None, str]:
        return (self.cleaned_data["year"], self.cleaned_data["into"]) if self.is_valid() else (None, "")


class SpanForm(forms.Form):
    """Of which days the books are exported."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    month = forms.TypedChoiceField(label=gettext_lazy("Month"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="export_%s", initial={"year": today().year})
        fields: Any = self.fields
        fields["year"].choices = [(one, str(one)) for one in known_years()]
        fields["month"].choices = [("", _("the whole year")), *month_choices()]


class RateForm(forms.Form):
    source_currency = forms.ChoiceField(label=gettext_lazy("One unit of"))
    rate = forms.CharField(
        label=gettext_lazy("was worth"), max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    target_currency = forms.ChoiceField(label=gettext_lazy("in"))
    day = DayField(label=gettext_lazy("Day"), initial=today)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("Who published it, for example a central bank."),
    )

    def __init__(self, data: QueryDict | None, rate: Rate | None = None) -> None:
        names = ("source_currency", "target_currency", "day", "source")
        initial = {name: getattr(rate, name) for name in names} | {"rate": written_rate(rate.rate)} if rate else {}
        super().__init__(data, initial=initial)
        own = own_currencies()
        choices = [(one, one) for one in [*own, *(code for code in currency_codes() if code not in own)]]
        fields: Any = self.fields
        fields["source_currency"].choices = fields["target_currency"].choices = choices

    def clean_rate(self) -> Decimal:
        return read_rate(self.cleaned_data["rate"])

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > today():
            raise ValidationError(_("This day has not come yet: its rate is not known."))
        return day

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["value"] = given.pop("rate")
        return given
