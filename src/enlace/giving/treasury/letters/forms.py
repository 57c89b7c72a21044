from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.giving.models import Gift, GiftNotice, Payment
from enlace.giving.treasury.books.forms import own_currencies
from enlace.giving.treasury.gifts.selection import with_sums
from enlace.giving.treasury.letters.actions import LETTER
from enlace.giving.treasury.typed_amounts import read_amount

MOST = 200
BACK = timedelta(days=90)


class PeriodForm(forms.Form):
    """For which gifts letters are offered, as the address of the page says it."""

    since = DayField(label=gettext_lazy("Paid from"), required=False)
    until = DayField(label=gettext_lazy("until"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False)
    least = forms.CharField(label=gettext_lazy("At least"), required=False, max_length=40)
    again = forms.BooleanField(label=gettext_lazy("Also those that were thanked for by letter"), required=False)

    def __init__(self, data: QueryDict | dict[str, str]) -> None:
        super().__init__(data or {"since": (today() - BACK).isoformat(), "until": today().isoformat()})
        fields: Any = self.fields
        fields["currency"].choices = [("", "—"), *((one, one) for one in own_currencies())]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("least"):
            if not given.get("currency"):
                self.add_error("currency", _("Choose the currency of this amount."))
            else:
                try:
                    given["money"] = read_amount(given["least"], given["currency"])
                except forms.ValidationError as error:
                    self.add_error("least", error)
        return given

    def gifts(self, reader: Anyone) -> Any:
        """At most MOST, the latest first: money came in the period, and not all of it went back."""
        seen = Gift.objects.visible_to(reader)
        if not self.is_valid():
            return seen.none()
        given = self.cleaned_data
        paid = Payment.objects.filter(gift=OuterRef("pk"))
        if given["since"]:
            paid = paid.filter(paid_at__date__gte=given["since"])
        if given["until"]:
            paid = paid.filter(paid_at__date__lte=given["until"])
        found = with_sums(seen.filter(Exists(paid))).exclude(donor__erased_at__isnull=False)
        found = found.filter(received_minor__gt=F("gone_minor"))
        if given["currency"]:
            found = found.filter(currency=given["currency"])
        if "money" in given:
            found = found.filter(received_minor__gte=given["money"].minor)
        if not given["again"]:
            found = found.exclude(Exists(GiftNotice.objects.filter(gift=OuterRef("pk"), key__startswith=LETTER)))
        return found.select_related("donor", "campaign")[:MOST]


class LettersForm(forms.Form):
    """Which of the gifts offered, and what the treasurer adds. It is kept on the page alone."""

    gifts = forms.MultipleChoiceField(
        label=gettext_lazy("Gifts"),
        error_messages={"required": gettext_lazy("Choose at least one gift.")},
    )
    paragraph = TextsFormField(label=gettext_lazy("Your own paragraph"), long=True, max_length=2000, required=False)

    def __init__(self, data: QueryDict | None, offered: list[Gift]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["gifts"].choices = [(str(one.pk), "") for one in offered]
        self.offered = offered

    def chosen(self) -> list[Gift]:
        """As they were offered, with their sums."""
        wanted = set(self.cleaned_data["gifts"])
        return [one for one in self.offered if str(one.pk) in wanted]

    def ticked(self) -> set[str]:
        """What is marked when the page is shown: all, before something was sent."""
        data: Any = self.data
        return set(data.getlist("gifts")) if self.is_bound else {str(one.pk) for one in self.offered}
