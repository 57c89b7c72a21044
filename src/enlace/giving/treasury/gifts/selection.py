"""Which gifts are listed, as the address of the list says it."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from enlace.giving.models import Gift, Payment, Refund
from enlace.giving.models.gifts import GiftQuerySet
from enlace.giving.money.amounts import Money

RECEIPT_NUMBER = re.compile(r"\s*(\d{4})-(\d{1,9})\s*")
MONTHLY_ONES = ("active", "paused", "failing", "ended")


@dataclass(frozen=True)
class Selection:
    """What is empty asks for nothing; without `standing`, gifts that were never paid are left out."""

    year: int | None = None
    month: int | None = None
    currency: str = ""
    campaign: str = ""
    rhythm: str = ""
    standing: str = ""
    provider: str = ""
    text: str = ""

    def of(self, gifts: GiftQuerySet) -> GiftQuerySet:
        gifts = self._standing(self._words(gifts))
        gifts = self._days(gifts)
        for name in ("currency", "rhythm", "provider"):
            if wanted := getattr(self, name):
                gifts = gifts.filter(**{name: wanted})
        if self.campaign == "none":
            return gifts.filter(campaign=None)
        return gifts.filter(campaign=int(self.campaign)) if self.campaign else gifts

    def _days(self, gifts: GiftQuerySet) -> GiftQuerySet:
        """Of the payments; of what was never paid, the day on which it was begun."""
        if not self.year:
            return gifts
        name = "started_at" if self.standing == "unpaid" else "paid_at"
        within = {f"{name}__year": self.year} | ({f"{name}__month": self.month} if self.month else {})
        if self.standing == "unpaid":
            return gifts.filter(**within)
        return gifts.filter(Exists(Payment.objects.filter(gift=OuterRef("pk"), **within)))

    def _standing(self, gifts: GiftQuerySet) -> GiftQuerySet:
        paid = Exists(Payment.objects.filter(gift=OuterRef("pk")))
        if self.standing == "unpaid":
            return gifts.exclude(paid)
        if self.standing == "given_back":
            return gifts.filter(Exists(Refund.objects.filter(payment__gift=OuterRef("pk"), done_at__isnull=False)))
        if self.standing in MONTHLY_ONES:
            monthly = gifts.filter(rhythm="monthly").exclude(subscription="")
            if self.standing == "ended":
                return monthly.filter(ended_at__isnull=False)
            lasting = monthly.filter(ended_at=None)
            if self.standing == "paused":
                return lasting.filter(paused_at__isnull=False)
            return lasting.filter(paused_at=None, failing_at__isnull=self.standing == "active")
        return gifts.filter(paid)

    def _words(self, gifts: GiftQuerySet) -> GiftQuerySet:
        """A receipt by its number; else part of a reference, an address or a name."""
        if not self.text:
            return gifts
        if number := RECEIPT_NUMBER.fullmatch(self.text):
            named = {"receipt__year": int(number[1]), "receipt__number": int(number[2])}
            return gifts.filter(Exists(Payment.objects.filter(gift=OuterRef("pk"), **named)))
        reference = Exists(Payment.objects.filter(gift=OuterRef("pk"), reference__icontains=self.text))
        return gifts.filter(Q(donor__email__icontains=self.text) | Q(name__icontains=self.text) | Q(reference))


def with_sums(gifts: GiftQuerySet) -> Any:
    """With `received`, `gone` (given back), both in minor units, `times` and `last_paid_at`, without a query a row."""
    payments = Payment.objects.filter(gift=OuterRef("pk")).order_by()
    refunds = Refund.objects.filter(payment__gift=OuterRef("pk"), done_at__isnull=False).order_by()
    received = payments.values("gift").annotate(sum=Sum("amount")).values("sum")
    gone = refunds.values("payment__gift").annotate(sum=Sum("amount")).values("sum")
    last = payments.order_by("-paid_at").values("paid_at")[:1]
    sums = {"received_minor": Coalesce(Subquery(received), 0), "gone_minor": Coalesce(Subquery(gone), 0)}
    found = gifts.annotate(**sums, last_paid_at=Subquery(last))
    return found.order_by(Coalesce("last_paid_at", F("started_at")).desc(), "-pk")


@dataclass(frozen=True)
class GiftLine:
    gift: Gift
    received: Money
    given_back: Money


def lines_of(gifts: list[Gift]) -> list[GiftLine]:
    """Of gifts `with_sums`."""
    found: list[GiftLine] = []
    for gift in gifts:
        sums: dict[str, int] = gift.__dict__
        received, gone = (Money(sums[name], gift.currency) for name in ("received_minor", "gone_minor"))
        found.append(GiftLine(gift, received, gone))
    return found
