from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.languages import current_language
from enlace.giving.models import Payment
from enlace.giving.money.amounts import Money, format_number
from enlace.giving.treasury.refunds.words import LONGEST
from enlace.giving.treasury.typed_amounts import read_amount


class RefundForm(forms.Form):
    """`key` is fixed when the form is shown: sent twice, it is one refund."""

    amount = forms.CharField(
        label=gettext_lazy("Amount"), max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST,
        help_text=gettext_lazy("For who reads the books later, for example: paid twice. No name of the donor."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, payment: Payment) -> None:
        left = format_number(payment.left, current_language())
        super().__init__(data, initial={"amount": left, "key": uuid4()})
        self.payment = payment

    def clean_amount(self) -> Money:
        return read_amount(self.cleaned_data["amount"], self.payment.currency)

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"money": given["amount"], "reason": given["reason"], "key": given["key"]}


class DeclineForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is declined"), max_length=LONGEST)

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())


class CompleteForm(forms.Form):
    day = DayField(label=gettext_lazy("Day of the transfer"), initial=today)
