from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.languages import current_language, default_language, languages
from enlace.giving.models import Campaign, Gift, Offer, Payment, Rhythm
from enlace.giving.money.amounts import currency_codes, currency_name
from enlace.giving.providers.labels import provider_label
from enlace.giving.treasury.gifts.selection import Selection
from enlace.giving.treasury.gifts.words import CHOICES
from enlace.giving.treasury.months import month_choices
from enlace.giving.treasury.typed_amounts import read_amount
from enlace.network.choices import every_state_choices

ALL = ("", "—")


def campaign_choices() -> list[tuple[str, str]]:
    return [(str(one.pk), str(one.title)) for one in Campaign.objects.all()]


class SelectionForm(forms.Form):
    """What the address of the list asks for; each choice is empty at first."""

    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    month = forms.ChoiceField(label=gettext_lazy("Month"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False)
    campaign = forms.ChoiceField(label=gettext_lazy("Campaign"), required=False)
    rhythm = forms.ChoiceField(label=gettext_lazy("Rhythm"), required=False)
    standing = forms.ChoiceField(label=gettext_lazy("Standing"), required=False)
    provider = forms.ChoiceField(label=gettext_lazy("Provider"), required=False)
    text = forms.CharField(label=gettext_lazy("Receipt number, reference, address or name"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="choose_%s")
        years = [(str(one.year), str(one.year)) for one in Payment.objects.datetimes("paid_at", "year", order="DESC")]
        currencies = Gift.objects.order_by("currency").values_list("currency", flat=True).distinct()
        names = Gift.objects.order_by("provider").values_list("provider", flat=True).distinct()
        offered: dict[str, list[Any]] = {
            "year": [ALL, *years],
            "month": [ALL, *month_choices()],
            "currency": [ALL, *((one, one) for one in currencies)],
            "campaign": [ALL, ("none", _("no campaign")), *campaign_choices()],
            "rhythm": [ALL, *((one.value, capfirst(one.label)) for one in Rhythm)],
            "standing": [("", _("Paid")), *CHOICES.items()],
            "provider": [ALL, *((one, capfirst(provider_label(one))) for one in names)],
        }
        fields: Any = self.fields
        for name, choices in offered.items():
            fields[name].choices = choices

    def selection(self) -> Selection:
        """All gifts where the address cannot be read."""
        if not self.is_valid():
            return Selection()
        given = self.cleaned_data
        year, month = (int(given[name]) if given[name] else None for name in ("year", "month"))
        return Selection(**{**given, "year": year, "month": month, "text": given["text"].strip()})


class RecordGiftForm(forms.Form):
    """`key` is fixed when the form is shown: sent twice, it is one gift."""

    amount = forms.CharField(
        label=gettext_lazy("Amount"), max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    day = DayField(
        label=gettext_lazy("Day"), initial=today, help_text=gettext_lazy("When the money reached the account.")
    )
    name = forms.CharField(
        label=gettext_lazy("Name on the receipt"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty, the receipt says that the gift is anonymous."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the donor"),
        required=False,
        help_text=gettext_lazy("The receipt is sent there. Left empty, print it from the page of the gift."),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("It decides which legal text stands on the receipt."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the receipt"))
    campaign = forms.ModelChoiceField(
        label=gettext_lazy("Campaign"), queryset=Campaign.objects.none(), required=False, empty_label="—"
    )
    message = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For the treasury, for example the number of the cheque."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None) -> None:
        offered = list(Offer.objects.values_list("currency", flat=True))
        first = offered[0] if offered else "USD"
        initial = {"key": uuid4(), "language": default_language(), "currency": first}
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        others = [code for code in currency_codes() if code not in offered]
        fields["currency"].choices = [(one, _named(one)) for one in [*offered, *others]]
        fields["country"].choices = every_state_choices()
        fields["language"].choices = [(one.code, one.name) for one in languages()]
        fields["campaign"].queryset = Campaign.objects.all()

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > today():
            raise ValidationError(_("This day has not come yet. Record the gift when the money is there."))
        return day

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "amount" in given and "currency" in given:
            try:
                given["money"] = read_amount(given["amount"], given["currency"])
            except ValidationError as error:
                self.add_error("amount", error)
        return given

    def facts(self) -> dict[str, Any]:
        names = ("money", "day", "name", "email", "country", "language", "campaign", "message", "key")
        return {name: self.cleaned_data[name] for name in names}


def _named(currency: str) -> str:
    return f"{currency} · {currency_name(currency, current_language())}"
