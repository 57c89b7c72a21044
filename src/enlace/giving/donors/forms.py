from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.languages import current_language, languages
from enlace.giving.models import Donor, Gift, Offer
from enlace.giving.money.amounts import Money, format_money, format_number
from enlace.giving.treasury.typed_amounts import read_amount


class GiftAmountForm(forms.Form):
    """What is typed is read in the language of the page; the limits are those of the form on which one gives."""

    amount = forms.CharField(
        label=gettext_lazy("Amount each month"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None, gift: Gift) -> None:
        super().__init__(data, initial={"amount": format_number(gift.money_now, current_language())})
        self.gift = gift
        self.offer = Offer.objects.filter(currency=gift.currency).first()
        self.fields["amount"].help_text = self._limits()

    def _limits(self) -> str:
        if self.offer is None:
            return _("In %(currency)s.") % {"currency": self.gift.currency}
        return _("In %(currency)s, from %(least)s to %(most)s.") % {
            "currency": self.gift.currency,
            "least": self._shown(self.offer.least),
            "most": self._shown(self.offer.most),
        }

    def _shown(self, minor: int) -> str:
        return format_money(Money(minor, self.gift.currency), current_language(), short=True)

    def clean_amount(self) -> Money:
        money = read_amount(self.cleaned_data["amount"], self.gift.currency)
        if self.offer and money.minor < self.offer.least:
            raise ValidationError(
                _("The least amount is %(amount)s. Write that or more."),
                params={"amount": self._shown(self.offer.least)},
            )
        if self.offer and money.minor > self.offer.most:
            raise ValidationError(
                _("The greatest amount is %(amount)s. Write that or less; for more, please write to us."),
                params={"amount": self._shown(self.offer.most)},
            )
        return money


class ThanksForm(forms.Form):
    thanked_as = forms.CharField(
        label=gettext_lazy("Name by which we thank you in public"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Left empty, the gift is anonymous: no page names you."),
    )

    def __init__(self, data: QueryDict | None, gift: Gift) -> None:
        super().__init__(data, initial={"thanked_as": gift.thanked_as})


class DonorLanguageForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language of mails and receipts"))

    def __init__(self, data: QueryDict | None, donor: Donor) -> None:
        super().__init__(data, initial={"language": donor.language})
        field: Any = self.fields["language"]
        field.choices = [(one.code, one.name) for one in languages()]


class AskLinkForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("The one that you wrote when you gave."),
    )
