"""All that is held on a donor, for themselves: the words of our tables, so that a program can read it too."""

from typing import Any

from enlace.giving.models import Donor, Gift, Payment
from enlace.giving.money.amounts import Money

OF_GIFT = (
    *("rhythm", "name", "country", "language", "thanked_as", "in_memory_of", "message", "provider", "session"),
    *("subscription", "started_at", "next_on", "paused_at", "failing_at", "ended_at", "ended_by", "illustrative"),
)


def held_on_donor(donor: Donor) -> dict[str, Any]:
    """Amounts are written in the unit of their currency, as text."""
    names = ("email", "name", "country", "language", "since", "erased_at")
    gifts = donor.gifts.select_related("campaign").prefetch_related("payments__receipt", "payments__refunds", "notices")
    return {"donor": {name: getattr(donor, name) for name in names}, "gifts": [_gift(one) for one in gifts]}


def _gift(gift: Gift) -> dict[str, Any]:
    return {
        **_money(gift.money),
        **{name: getattr(gift, name) for name in OF_GIFT},
        "monthly_amount": _money(gift.money_now)["amount"] if gift.is_monthly else None,
        "campaign": str(gift.campaign) if gift.campaign else "",
        "payments": [_payment(one) for one in gift.payments.all()],
        "told": [{"key": one.key, "at": one.at} for one in gift.notices.all()],
    }


def _payment(payment: Payment) -> dict[str, Any]:
    receipt = getattr(payment, "receipt", None)
    return {
        **_money(payment.money),
        "paid_at": payment.paid_at,
        "reference": payment.reference,
        "found_by": payment.found_by,
        "given_back": [
            _money(one.money) | {"asked_for_at": one.requested_at, "given_back_at": one.done_at, "reason": one.reason}
            for one in payment.refunds.all()
        ],
        "receipt": {"number": receipt.shown_number, "issued_at": receipt.issued_at, "facts": receipt.facts}
        if receipt
        else None,
    }


def _money(money: Money) -> dict[str, str]:
    return {"amount": str(money.major), "currency": money.currency}
