"""Makers of the records of giving. Amounts are in minor units."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from enlace.accounts.models import User
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.giving.models import (
    Campaign,
    Donor,
    FoundBy,
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
from enlace.giving.receipts.numbering import issue_receipt
from enlace.network.roles import Role
from enlace.network.testing import make_player


def make_treasurer(email: str = "treasurer@example.org", **overrides: Any) -> User:
    return make_player(Role.TREASURER, email, **overrides)


def make_comptroller(email: str = "comptroller@example.org", **overrides: Any) -> User:
    return make_player(Role.COMPTROLLER, email, **overrides)


def make_recipient(**overrides: Any) -> Recipient:
    fields = {"name": "Instituto de prueba", "statement": "INSTITUTO PRUEBA", "country": "US"} | overrides
    return Recipient.objects.update_or_create(pk=1, defaults=fields)[0]


def make_offer(currency: str = "USD", **overrides: Any) -> Offer:
    """From 5.00 to 10,000.00; anonymous to 500.00; one person gives back to 200.00."""
    fields = {
        "once": [2500, 5000, 10000],
        "monthly": [1000, 2500, 5000],
        "least": 500,
        "most": 1_000_000,
        "anonymous_most": 50_000,
        "alone_most": 20_000,
    } | overrides
    return Offer.objects.update_or_create(currency=currency, defaults=fields)[0]


def make_tax_text(country: str = "", **overrides: Any) -> TaxText:
    fields = {"text": Texts({"es": "Texto legal de prueba."})} | overrides
    return TaxText.objects.update_or_create(country=country, defaults=fields)[0]


def make_rate(**overrides: Any) -> Rate:
    fields = {"source_currency": "UYU", "target_currency": "USD", "rate": "0.025", "day": today(), "source": "Banco"}
    return Rate.objects.create(**fields | overrides)


def make_policy(**overrides: Any) -> Policy:
    return Policy.objects.update_or_create(pk=1, defaults=overrides)[0]


def make_policy_outcome(**overrides: Any) -> PolicyOutcome:
    return PolicyOutcome.objects.create(**{"reason": "government"} | overrides)


def make_campaign(**overrides: Any) -> Campaign:
    """One that runs, public, with a goal of 1,000.00 dollars."""
    number = Campaign.objects.count() + 1
    fields = {
        "slug": f"campana-{number}",
        "title": Texts({"es": f"Campaña {number}"}),
        "goal": 100_000,
        "currency": "USD",
        "since": today() - timedelta(days=10),
        "audience": "public",
    }
    return Campaign.objects.create(**fields | overrides)


def make_donor(**overrides: Any) -> Donor:
    number = Donor.objects.count() + 1
    fields = {"email": f"donante{number}@example.org", "name": f"Oficina donante {number}", "country": "UY"}
    return Donor.objects.create(**fields | {"language": "es"} | overrides)


def make_gift(**overrides: Any) -> Gift:
    """50.00 dollars, once, by the sandbox; nothing of it is paid."""
    donor = overrides.pop("donor", None) or make_donor()
    number = Gift.objects.count() + 1
    fields = {
        "donor": donor,
        "form_key": f"form-{number}",
        "provider": "sandbox",
        "rhythm": "once",
        "amount": 5000,
        "currency": "USD",
        "name": donor.name,
        "country": donor.country,
        "language": donor.language,
        "session": f"session-{number}",
    }
    return Gift.objects.create(**fields | overrides)


def make_payment(**overrides: Any) -> Payment:
    """All of a gift, without a receipt (`make_receipt`)."""
    gift = overrides.pop("gift", None) or make_gift()
    fields = {
        "gift": gift,
        "provider": gift.provider,
        "reference": f"payment-{Payment.objects.count() + 1}",
        "amount": gift.amount,
        "currency": gift.currency,
        "paid_at": timezone.now(),
        "found_by": FoundBy.EVENT,
    }
    return Payment.objects.create(**fields | overrides)


def make_receipt(**overrides: Any) -> Receipt:
    payment = overrides.pop("payment", None) or make_payment()
    receipt = issue_receipt(payment, payment.gift)
    Receipt.objects.filter(pk=receipt.pk).update(**overrides)
    receipt.refresh_from_db()
    return receipt


def make_receipt_series(**overrides: Any) -> ReceiptSeries:
    return ReceiptSeries.objects.update_or_create(year=overrides.pop("year", 2020), defaults=overrides)[0]


def make_refund(**overrides: Any) -> Refund:
    """20.00 asked for by a treasurer, not approved."""
    payment = overrides.pop("payment", None) or make_payment()
    asker = {} if "requested_by" in overrides else {"requested_by": _asker()}
    return Refund.objects.create(
        **{"payment": payment, "amount": 2000, "reason": "Error de importe"} | asker | overrides
    )


def _asker() -> User:
    return User.objects.filter(email="treasurer@example.org").first() or make_treasurer()


def make_gift_notice(**overrides: Any) -> GiftNotice:
    gift = overrides.pop("gift", None) or make_gift()
    return GiftNotice.objects.create(**{"gift": gift, "key": f"notice-{GiftNotice.objects.count()}"} | overrides)


def make_provider_event(**overrides: Any) -> ProviderEvent:
    number = ProviderEvent.objects.count() + 1
    fields = {"provider": "sandbox", "reference": f"event-{number}", "kind": "payment.received", "at": now()}
    return ProviderEvent.objects.create(**fields | overrides)


def make_refused_call(**overrides: Any) -> RefusedCall:
    fields = {"provider": "sandbox", "reason": "signature", "hour": now(), "amount": 1}
    return RefusedCall.objects.create(**fields | overrides)


def make_reconciliation(**overrides: Any) -> Reconciliation:
    fields = {"provider": "sandbox", "since": now() - timedelta(days=1), "ended_at": now()}
    return Reconciliation.objects.create(**fields | overrides)
