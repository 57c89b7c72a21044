"""Gifts to crawl: given once, monthly, never paid, given back; thanked in public and anonymous; with receipts, refunds,
events and comparisons. Campaigns that everybody sees, and one that is being written.

Who sees any of it is said here apart from its `visible_to`, so that a mistake there shows: the treasury alone, neither
the secretariat nor the administrator, and of a donor who chose to be thanked in public the name that they chose.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from enlace.core.clock import now
from enlace.giving import testing as make
from enlace.giving.models import (
    Campaign,
    Donor,
    Gift,
    GiftNotice,
    Offer,
    Payment,
    Policy,
    PolicyOutcome,
    ProviderEvent,
    Rate,
    Receipt,
    ReceiptSeries,
    Recipient,
    Reconciliation,
    Refund,
    RefusedCall,
    TaxText,
)
from enlace.network.models import Mandate
from enlace.network.roles import roles_of
from tests.leaks.seen import seen_of

CODES = {"provider", "reason", "kind", "outcome", "failed", "found_by", "form_key"}
"""Codes of ours and of providers, not words of anybody's."""


def make_giving() -> list[models.Model]:
    """In the order in which addresses are tried: what few read comes first."""
    made: list[models.Model] = [make.make_recipient(), make.make_offer(), make.make_policy(), make.make_tax_text()]
    hidden, public = make.make_campaign(audience="secretariat"), make.make_campaign()
    made += [hidden, public, make.make_rate(), make.make_receipt_series()]
    kinds: dict[str, dict[str, Any]] = {
        "anonymous": {"campaign": hidden, "message": "m", "in_memory_of": "m"},
        "never paid": {"thanked_as": "Oficina", "paid": False},
        "monthly": {"rhythm": "monthly", "subscription": "s", "campaign": public},
        "thanked": {"thanked_as": "Oficina", "in_memory_of": "m", "campaign": public},
    }
    for facts in kinds.values():
        paid = facts.pop("paid", True)
        gift = make.make_gift(**facts)
        made += [gift.donor, gift, make.make_gift_notice(gift=gift)]
        if paid:
            payment = make.make_payment(gift=gift)
            made += [payment, make.make_receipt(payment=payment)]
    payment = Payment.objects.order_by("pk").last()
    made += [make.make_refund(payment=payment), make.make_refund(payment=payment, done_at=now(), reference="r")]
    made += [make.make_provider_event(), make.make_refused_call(), make.make_policy_outcome()]
    return [*made, make.make_reconciliation()]


def of_the_treasury(user: Any, record: models.Model, name: str) -> bool:
    """Asked of the mandates themselves."""
    if not getattr(user, "pk", None):
        return False
    held = user.__dict__.setdefault(
        "_keeps_gifts",
        Mandate.objects.filter(person__user=user.pk, role__in=("treasurer", "comptroller"), until=None).exists(),
    )
    return bool(held)


def sees_of_gift(user: Any, gift: Gift, name: str) -> bool:
    if name in {"thanked_as", "in_memory_of"} and gift.thanked_as and gift.payments.exists():
        return True
    return of_the_treasury(user, gift, name)


def sees_of_campaign(user: Any, campaign: Campaign, name: str) -> bool:
    return campaign.audience == "public" or roles_of(user).is_secretary or of_the_treasury(user, campaign, name)


def everybody(user: Any, record: models.Model, name: str) -> bool:
    return record.pk in seen_of(user, type(record))


SEEN: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    **dict.fromkeys((Donor, GiftNotice, Payment, Receipt, ReceiptSeries, Refund), of_the_treasury),
    **dict.fromkeys((ProviderEvent, Reconciliation, RefusedCall, PolicyOutcome), of_the_treasury),
    **dict.fromkeys((Recipient, Offer, TaxText, Policy, Rate), everybody),
    Gift: sees_of_gift,
    Campaign: sees_of_campaign,
}


def leads_nowhere(record: models.Model, name: str) -> bool:
    """What is empty says something: an anonymous gift, a refund that is not done, a gift that is not monthly."""
    if record._meta.app_label != "giving":
        return False
    says = {"thanked_as", "subscription", "reference", "address", "session"}
    return name in CODES or (name in says and not getattr(record, name))


def mark_receipt(receipt: Receipt, canary: Callable[[], str]) -> dict[str, str]:
    """Name and words on what was written down for good."""
    words = {"donor": canary(), "in_memory_of": canary()}
    Receipt.objects.filter(pk=receipt.pk).update(facts=receipt.facts | words)
    return words


MARKED: dict[type[models.Model], Callable[[Any, Callable[[], str]], dict[str, str]]] = {Receipt: mark_receipt}
