"""The demonstration's giving: an institute that receives, its campaigns, and gifts by bank transfer, all marked.

What is given in a demonstration goes to the sandbox and is real only there; what is made here came by hand, so that no
provider has to know of it. It is dated from the day on which the demonstration is prepared, and nobody is written to.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import override

from enlace.accounts.models import User
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.giving.campaigns.actions import add_campaign, publish_campaign
from enlace.giving.models import (
    Campaign,
    Donor,
    FoundBy,
    Gift,
    Offer,
    Payment,
    Policy,
    Rate,
    Receipt,
    Recipient,
    Rhythm,
    TaxText,
)
from enlace.giving.money.amounts import Money, exponent_of
from enlace.giving.providers.configured import BY_HAND
from enlace.giving.providers.face import Paid
from enlace.giving.settling.settling_actions import record_paid
from enlace.giving.treasury.refunds.actions import request_refund
from enlace.giving.treasury.rules import can_request_refund
from enlace.meetings.demonstration.loading import telling_nobody
from enlace.network.demonstration.accounts import TREASURER
from enlace.network.models import Organisation, Sector

DATA = Path(__file__).with_name("giving.json")
DECIDED = timedelta(days=2)
"""How long before a transfer its donor wrote to the institute."""


@transaction.atomic
def make_demonstration_giving() -> None:
    """For a demonstration network that receives no gifts yet; what a treasury has changed since is left alone."""
    secretariat = Organisation.objects.filter(sector=Sector.SECRETARIAT, illustrative=True).first()
    if secretariat is None or any(model.objects.exists() for model in (Recipient, Campaign, Gift)):
        return
    data = json.loads(DATA.read_text("utf-8"))
    make_recipient(secretariat, data)
    for position, plan in enumerate(data["offers"]):
        make_offer(plan, position)
    for country, text in data["tax_texts"].items():
        TaxText.objects.create(country=country, text=Texts(text))
    Policy.objects.create(pk=1, text=Texts(data["policy"]))
    for plan in data["rates"]:
        make_rate(plan, data["rate_source"])
    campaigns = {plan["key"]: make_campaign(plan) for plan in data["campaigns"]}
    with telling_nobody():
        for number, plan in enumerate(data["gifts"], 1):
            make_gift(number, plan, data, campaigns)
        ask_for_refund(data["refund"])


def minor(major: int, currency: str) -> int:
    """The amounts of the data are in the currency's own unit."""
    return major * 10 ** exponent_of(currency)


def make_recipient(secretariat: Organisation, data: Mapping[str, Any]) -> None:
    plan = data["recipient"]
    texts = {"signed_by": Texts(plan["signed_by"])}
    Recipient.objects.create(pk=1, name=str(secretariat.name.in_language("es")), **plan | texts)


def make_offer(plan: Mapping[str, Any], position: int) -> None:
    currency = plan["currency"]
    limits = {name: minor(plan[name], currency) for name in ("least", "most", "anonymous_most", "alone_most")}
    suggested = {name: [minor(one, currency) for one in plan[name]] for name in ("once", "monthly")}
    Offer.objects.create(currency=currency, position=position, **limits, **suggested)


def make_rate(plan: Mapping[str, Any], source: str) -> None:
    Rate.objects.create(
        source_currency=plan["from"],
        target_currency=plan["to"],
        day=today() - timedelta(days=plan["ago"]),
        rate=plan["rate"],
        source=source,
    )


def make_campaign(plan: Mapping[str, Any]) -> Campaign:
    campaign = add_campaign(
        by=None,
        title=plan["title"],
        appeal=plan["appeal"],
        goal=Money(minor(plan["goal"], plan["currency"]), plan["currency"]),
        since=today() - timedelta(days=plan["since"]),
        until=today() - timedelta(days=plan["until"]),
        illustrative=True,
    )
    return publish_campaign(campaign, by=None)


def make_gift(number: int, plan: Mapping[str, Any], data: Mapping[str, Any], campaigns: Mapping[str, Campaign]) -> None:
    """A transfer that came `ago` days before today, and its receipt, with the next number."""
    donor, paid_at = donor_of(plan, data), now() - timedelta(days=plan["ago"])
    gift = Gift.objects.create(
        donor=donor,
        form_key=f"demonstration-{number}",
        campaign=campaigns.get(plan.get("campaign", "")),
        provider=BY_HAND,
        rhythm=Rhythm.ONCE,
        amount=minor(plan["amount"], plan["currency"]),
        currency=plan["currency"],
        name=donor.name,
        country=donor.country,
        language=donor.language,
        thanked_as=donor.name if plan.get("thanked") else "",
        in_memory_of=data["memory"][donor.language] if plan.get("memory") else "",
        started_at=paid_at - DECIDED,
        illustrative=True,
    )
    with override(gift.language):
        payment = record_paid(gift, Paid(f"demonstration-{number}", gift.money, paid_at), FoundBy.HAND)
    date_back(payment)


def donor_of(plan: Mapping[str, Any], data: Mapping[str, Any]) -> Donor:
    """An office with a number, known again by its address."""
    number, language = plan["office"], plan["language"]
    first = now() - timedelta(days=plan["ago"]) - DECIDED
    facts = {"name": f"{data['offices'][language]} {number}", "country": plan["country"], "language": language}
    email = f"oficina.{number}@example.org"
    return Donor.objects.get_or_create(email=email, defaults=facts | {"since": first})[0]


def date_back(payment: Payment) -> None:
    """Recorded on its day, as a treasury would; a receipt keeps the year that its number is of."""
    Payment.objects.filter(pk=payment.pk).update(recorded_at=payment.paid_at)
    Receipt.objects.filter(payment=payment, year=payment.paid_at.year).update(issued_at=payment.paid_at)


def ask_for_refund(plan: Mapping[str, Any]) -> None:
    """Above what one person may give back alone: the control of the treasury has something to decide."""
    payment = Payment.objects.get(provider=BY_HAND, reference=f"demonstration-{plan['gift']}")
    treasurer = User.objects.filter(email=TREASURER.email).first()
    money = Money(minor(plan["amount"], payment.currency), payment.currency)
    if can_request_refund(treasurer, payment):
        request_refund(payment, by=treasurer, money=money, reason=plan["reason"], key=uuid4())
