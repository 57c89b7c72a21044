"""What the treasury sees first: what came this year, what goes on, what needs somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models import Sum as Added
from django.db.models.functions import Coalesce

from enlace.giving.models import Gift, ProviderEvent, Refund, RefusedCall
from enlace.giving.models.gifts import GiftQuerySet
from enlace.giving.money.amounts import Money
from enlace.giving.providers.configured import BY_HAND, providers
from enlace.giving.providers.labels import provider_label
from enlace.giving.treasury.books.comparisons import Comparison, last_of_each

STUCK_AFTER = timedelta(hours=1)
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class MonthlySum:
    """Monthly gifts of one currency that go on; `failing` and `paused` ones are not in the sum."""

    money: Money
    gifts: int
    failing: int
    paused: int


@dataclass(frozen=True)
class ProviderLine:
    name: str
    label: str
    last: Comparison | None


@dataclass(frozen=True)
class Needs:
    """What waits for somebody. `stuck`: calls of providers that could not be handled for an hour."""

    to_approve: Sequence[Refund] = ()
    to_transfer: Sequence[Refund] = ()
    failed: Sequence[Refund] = ()
    failing: int = 0
    stuck: int = 0
    refused: Sequence[tuple[str, str, int]] = field(default=())

    def __bool__(self) -> bool:
        waiting = (self.to_approve, self.to_transfer, self.failed, self.failing, self.stuck)
        return any(waiting)


def monthly_sums() -> list[MonthlySum]:
    lasting = Gift.objects.lasting().filter(ended_by="").order_by()
    rows = lasting.filter(paused_at=None, failing_at=None).values("currency")
    sums = {
        row["currency"]: (row["minor"], row["gifts"])
        for row in rows.annotate(minor=Added(Coalesce("monthly_amount", "amount")), gifts=Count("pk"))
    }
    paused = _counted(lasting.exclude(paused_at=None))
    failing = _counted(lasting.filter(paused_at=None).exclude(failing_at=None))
    return [
        MonthlySum(Money(minor, one), gifts, failing.get(one, 0), paused.get(one, 0))
        for one in sorted({*sums, *paused, *failing})
        for minor, gifts in [sums.get(one, (0, 0))]
    ]


def _counted(gifts: GiftQuerySet) -> dict[str, int]:
    return dict(gifts.values_list("currency").annotate(Count("pk")))


def needs_at(moment: datetime) -> Needs:
    waiting = Refund.objects.filter(done_at=None, declined_at=None).select_related("payment__gift").order_by("pk")
    refunds = list(waiting)
    approved = [one for one in refunds if one.standing == "sent"]
    refused = RefusedCall.objects.filter(hour__gte=moment - LATELY).order_by("provider", "reason")
    counted = refused.values_list("provider", "reason").annotate(Added("amount"))
    return Needs(
        to_approve=[one for one in refunds if one.standing == "asked"],
        to_transfer=[one for one in approved if one.payment.provider == BY_HAND],
        failed=unanswered(refunds),
        failing=Gift.objects.lasting().exclude(failing_at=None).count(),
        stuck=ProviderEvent.objects.filter(handled_at=None, received_at__lt=moment - STUCK_AFTER).count(),
        refused=[(provider_label(name), reason, amount) for name, reason, amount in counted],
    )


def unanswered(refunds: Sequence[Refund]) -> list[Refund]:
    """Those that a provider refused, and after which no other was asked for of the same payment."""
    failed = [one for one in refunds if one.standing == "failed"]
    last = dict.fromkeys({one.payment_id for one in failed}, 0)
    later = Refund.objects.filter(payment__in=last).order_by("pk").values_list("payment", "pk") if last else ()
    last |= dict(later)
    return [one for one in failed if last[one.payment_id] == one.pk]


def provider_lines() -> list[ProviderLine]:
    compared = last_of_each(providers())
    return [ProviderLine(name, one.label, compared[name]) for name, one in providers().items()]
