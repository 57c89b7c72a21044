from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.languages import current_language
from enlace.giving.models import Offer, Policy, Recipient, TaxText
from enlace.giving.money.amounts import Money, currency_codes, currency_name, format_number
from enlace.giving.treasury.typed_amounts import read_amount, read_amounts, written_amounts
from enlace.network.choices import every_state_choices


class RecipientForm(forms.ModelForm[Recipient]):
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)

    class Meta:
        model = Recipient
        fields = ("name", "statement", "address", "country", "tax_number", "email", "signed_by")
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: QueryDict | None, found: Recipient | None) -> None:
        super().__init__(data, instance=found)
        fields: Any = self.fields
        fields["country"].choices = every_state_choices()


class PolicyForm(forms.ModelForm[Policy]):
    class Meta:
        model = Policy
        fields = ("refuse_governments", "domains", "text")
        widgets = {"domains": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, data: QueryDict | None, found: Policy | None) -> None:
        super().__init__(data, instance=found)


class TaxTextForm(forms.ModelForm[TaxText]):
    country = forms.ChoiceField(label=gettext_lazy("Country of the donor"), required=False)

    class Meta:
        model = TaxText
        fields = ("country", "text")

    def __init__(self, data: QueryDict | None, found: TaxText | None = None) -> None:
        super().__init__(data, instance=found)
        fields: Any = self.fields
        fields["country"].choices = [("", _("all others")), *every_state_choices()[1:]]


class OfferForm(forms.Form):
    """Amounts are typed as readers of the page write them, and become minor units."""

    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    is_offered = forms.BooleanField(label=gettext_lazy("Offered on the form"), required=False)
    position = forms.IntegerField(label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=0)
    once = forms.CharField(
        label=gettext_lazy("Suggested amounts, once"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One amount a line."),
    )
    monthly = forms.CharField(
        label=gettext_lazy("Suggested amounts, monthly"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One amount a line."),
    )
    least = forms.CharField(label=gettext_lazy("Least amount"), max_length=40)
    most = forms.CharField(label=gettext_lazy("Greatest amount on the form"), max_length=40)
    anonymous_most = forms.CharField(
        label=gettext_lazy("Greatest anonymous gift"),
        max_length=40,
        help_text=gettext_lazy("Above it, the policy asks for a name by which one is thanked in public."),
    )
    alone_most = forms.CharField(
        label=gettext_lazy("What one person alone may give back"),
        max_length=40,
        help_text=gettext_lazy("Above it, a second person of the treasury approves. All refunds of a payment count."),
    )
    SINGLE = ("least", "most", "anonymous_most", "alone_most")
    LISTS = ("once", "monthly")

    def __init__(self, data: QueryDict | None, found: Offer | None = None) -> None:
        super().__init__(data, initial=self._written(found) if found else {"is_offered": True})
        fields: Any = self.fields
        codes = [found.currency] if found else currency_codes()
        fields["currency"].choices = [(one, f"{one} · {_name(one)}") for one in codes]

    def _written(self, found: Offer) -> dict[str, Any]:
        names = ("currency", "is_offered", "position")
        written = {name: getattr(found, name) for name in names}
        for name in self.SINGLE:
            written[name] = format_number(Money(getattr(found, name), found.currency), current_language())
        return written | {name: written_amounts(getattr(found, name), found.currency) for name in self.LISTS}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        currency = given.get("currency")
        if not currency:
            return given
        for name in (*self.SINGLE, *self.LISTS):
            if name not in given:
                continue
            try:
                if name in self.LISTS:
                    given[name] = read_amounts(given[name], currency)
                else:
                    given[name] = read_amount(given[name], currency, least=0 if name.endswith("_most") else 1).minor
            except ValidationError as error:
                self.add_error(name, error)
        self._compare(given)
        return given

    def _compare(self, given: dict[str, Any]) -> None:
        """Suggested amounts must be such as the form takes."""
        if self.errors:
            return
        if given["most"] < given["least"]:
            self.add_error("most", _("The greatest amount is not below the least one."))
            return
        for name in self.LISTS:
            if any(not given["least"] <= one <= given["most"] for one in given[name]):
                label = capfirst(str(self.fields["least"].label))
                self.add_error(
                    name, _("One of these lies outside of what the form takes. See “%(label)s”.") % {"label": label}
                )


def _name(currency: str) -> str:
    return currency_name(currency, current_language())
