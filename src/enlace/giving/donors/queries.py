"""What a donor's own page shows of their gifts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from enlace.core.clock import today
from enlace.giving.donors.rules import (
    can_change_gift_amount,
    can_change_gift_card,
    can_pause_gift,
    can_resume_gift,
    can_stop_gift,
)
from enlace.giving.donors.standing import standing_in_words
from enlace.giving.donors.visiting import Visit
from enlace.giving.models import Donor, Gift, Receipt
from enlace.giving.models.gifts import GiftQuerySet
from enlace.giving.money.amounts import format_money


@dataclass(frozen=True)
class MonthlyGift:
    """`moves` are the names of what may be done with it now."""

    gift: Gift
    amount: str
    standing: str
    moves: frozenset[str]


@dataclass(frozen=True)
class ReceiptLine:
    receipt: Receipt
    gift: Gift
    amount: str
    given_back: str


@dataclass(frozen=True)
class ThankedGift:
    gift: Gift
    amount: str


@dataclass(frozen=True)
class OwnGifts:
    monthly: Sequence[MonthlyGift]
    receipts: Sequence[ReceiptLine]
    years: Sequence[int]
    """With a payment, the newest first."""
    thanked: Sequence[ThankedGift]
    """Gifts that came or go on: for each the donor chooses how they are thanked."""


def own_gifts(visit: Visit, language: str) -> OwnGifts:
    """In five questions to the database, however many gifts there are."""
    gifts = list(gifts_of(visit.donor))
    lines = [line for gift in gifts for line in _lines(gift, language)]
    lines.sort(key=lambda line: (line.receipt.payment.paid_at, line.receipt.pk), reverse=True)
    years = {localtime(line.receipt.payment.paid_at).year for line in lines}
    return OwnGifts(
        monthly=[_monthly(gift, visit, language) for gift in sorted(gifts, key=_is_over) if gift.standing],
        receipts=lines,
        years=sorted(years, reverse=True),
        thanked=[
            ThankedGift(gift, format_money(gift.money_now, language, short=True))
            for gift in gifts
            if gift.standing or gift.payments.all()
        ],
    )


def _is_over(gift: Gift) -> bool:
    return bool(gift.ended_at or gift.ended_by)


def gifts_of(donor: Donor) -> GiftQuerySet:
    found = Gift.objects.filter(donor=donor).select_related("campaign")
    return found.prefetch_related("payments__receipt", "payments__refunds")


def _lines(gift: Gift, language: str) -> list[ReceiptLine]:
    found = []
    for payment in gift.payments.all():
        if receipt := getattr(payment, "receipt", None):
            receipt.payment = payment
            back = payment.given_back
            found.append(
                ReceiptLine(
                    receipt,
                    gift,
                    format_money(payment.money, language, short=True),
                    format_money(back, language, short=True) if back else "",
                )
            )
    return found


def _monthly(gift: Gift, visit: Visit, language: str) -> MonthlyGift:
    return MonthlyGift(
        gift,
        format_money(gift.money_now, language, short=True),
        standing_in_words(gift, language, today()),
        _moves(gift, visit),
    )


def _moves(gift: Gift, visit: Visit) -> frozenset[str]:
    rules = {
        "stop": can_stop_gift,
        "pause": can_pause_gift,
        "resume": can_resume_gift,
        "amount": can_change_gift_amount,
        "card": can_change_gift_card,
    }
    return frozenset(name for name, rule in rules.items() if rule(visit.by, gift, visit.holder))
