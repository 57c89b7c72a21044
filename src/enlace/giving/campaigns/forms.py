from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.languages import current_language
from enlace.core.texts import TextsFormField
from enlace.giving.campaigns.actions import LONGEST_TITLE
from enlace.giving.campaigns.facts import fingerprint
from enlace.giving.models import Campaign, Offer
from enlace.giving.money.amounts import currency_codes, currency_name, format_number
from enlace.giving.treasury.typed_amounts import read_amount


class CampaignForm(forms.Form):
    """A campaign as a whole; `seen` is the fingerprint of what its reader looked at."""

    title = TextsFormField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    appeal = TextsFormField(
        label=gettext_lazy("Appeal"),
        long=True,
        required=False,
        help_text=gettext_lazy("What the gifts are for, in plain words. An empty line begins a new paragraph."),
    )
    goal = forms.CharField(
        label=gettext_lazy("Goal"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("What is to be gathered. Without a goal the page tells only what was received."),
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency of the goal"), required=False)
    since = DayField(label=gettext_lazy("First day"))
    until = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Left empty, one may give to it until it is withdrawn."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, campaign: Campaign | None = None, *, filled: dict[str, str] | None = None
    ) -> None:
        initial = {"since": today()} if campaign is None else said(campaign) | {"seen": fingerprint(campaign)}
        super().__init__(data, initial=initial | (filled or {}))
        known = campaign.currency if campaign else ""
        field: Any = self.fields["currency"]
        field.choices = [("", _("No goal")), *_currencies(known)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        typed, currency = given.get("goal", "").strip(), given.pop("currency", "")
        given["goal"] = None
        if typed and not currency:
            if "currency" not in self.errors:
                self.add_error("currency", _("Choose the currency of the goal."))
        elif typed:
            try:
                given["goal"] = read_amount(typed, currency)
            except ValidationError as error:
                self.add_error("goal", error)
        return given

    def look_again(self, campaign: Campaign) -> None:
        """What is typed stays; the next time it counts as written on what stands there now."""
        sent: Any = self.data
        sent = sent.copy()
        sent["seen"] = fingerprint(campaign)
        self.data = sent


def said(campaign: Campaign) -> dict[str, Any]:
    """What the form shows of a campaign."""
    goal = campaign.goal_money
    days: dict[str, date | None] = {"since": campaign.since, "until": campaign.until}
    return days | {
        "title": campaign.title,
        "appeal": campaign.appeal,
        "goal": format_number(goal, current_language()) if goal else "",
        "currency": campaign.currency,
    }


def _currencies(known: str) -> list[tuple[str, str]]:
    """Those in which one may give, and the one that stands there; all while none is offered."""
    offered = list(Offer.objects.values_list("currency", flat=True)) or list(currency_codes())
    codes = [*offered, known] if known and known not in offered else offered
    return [(code, f"{code} – {currency_name(code, current_language())}") for code in codes]
