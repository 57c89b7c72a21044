"""What was received and given back, summed where the data is; a payment counts on its day, a refund on its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, IntegerField, QuerySet, Value
from django.db.models import Sum as Added
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from enlace.accounts.rules import Anyone
from enlace.giving.models import Payment, Rate, Refund
from enlace.giving.money.amounts import Money, converted
from enlace.giving.parties import THE_TREASURY
from enlace.giving.treasury.books.totals import Sum, kept_back

WHOLE = Value(0, output_field=IntegerField())


def sums_by_year(reader: Anyone) -> list[Sum]:
    """Newest first."""
    found = _sums(Payment.objects.all(), Refund.objects.all(), ExtractYear("paid_at"), ExtractYear("done_at"))
    return _as_read(sorted(found, key=lambda one: (-one.part, one.currency)), reader, with_total=False)


def sums_of_year(year: int, reader: Anyone) -> list[Sum]:
    """One for each currency."""
    return _as_read(_of_year(year, WHOLE, WHOLE), reader, with_total=False)


def sums_by_month(year: int, reader: Anyone) -> list[Sum]:
    return _as_read(_of_year(year, ExtractMonth("paid_at"), ExtractMonth("done_at")), reader, with_total=True)


def sums_by_campaign(year: int, reader: Anyone) -> list[Sum]:
    """`part` is the id of the campaign, 0 for gifts without one."""
    paid, back = Coalesce("gift__campaign", WHOLE), Coalesce("payment__gift__campaign", WHOLE)
    return _as_read(_of_year(year, paid, back), reader, with_total=True)


def _of_year(year: int, paid: Any, back: Any) -> list[Sum]:
    payments, refunds = Payment.objects.filter(paid_at__year=year), Refund.objects.filter(done_at__year=year)
    return sorted(_sums(payments, refunds, paid, back), key=lambda one: (one.part, one.currency))


def _sums(payments: QuerySet[Payment], refunds: QuerySet[Refund], paid: Any, back: Any) -> Iterable[Sum]:
    """`paid` and `back` say to which part a payment and a refund belong."""
    into: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    came = payments.order_by().annotate(part=paid).values("part", "currency")
    for row in came.annotate(minor=Added("amount"), gifts=Count("gift", distinct=True)):
        sums = into[row["part"], row["currency"]]
        sums[0], sums[2] = row["minor"], row["gifts"]
    went = refunds.filter(done_at__isnull=False).order_by().annotate(part=back, currency=F("payment__currency"))
    for gone in went.values("part", "currency").annotate(minor=Added("amount")):
        into[gone["part"], gone["currency"]][1] = gone["minor"]
    for (part, currency), (received, given_back, gifts) in into.items():
        yield Sum(part, Money(received, currency), Money(given_back, currency), gifts)


def _as_read(sums: list[Sum], reader: Anyone, *, with_total: bool) -> list[Sum]:
    return sums if THE_TREASURY.holds(reader) else kept_back(sums, with_total=with_total)


@dataclass(frozen=True)
class Converted:
    """What remains of a sum in another currency, and the rate that says so; `rate` is None where none is recorded."""

    sum: Sum
    money: Money | None = None
    rate: Rate | None = None


def converted_sums(sums: Iterable[Sum], into: str, day: date) -> list[Converted]:
    """With the rate of `day`, or the last one before it. What is in that currency already stays as it is."""
    sums = list(sums)
    rates = rates_into(into, day, {one.currency for one in sums})
    found = []
    for one in sums:
        rate = rates.get(one.currency)
        if not one.told:
            found.append(Converted(one))
        elif one.currency == into:
            found.append(Converted(one, one.net))
        else:
            found.append(Converted(one, converted(one.net, into, Decimal(rate.rate)) if rate else None, rate))
    return found


def rates_into(into: str, day: date, currencies: Iterable[str]) -> Mapping[str, Rate]:
    """currency → its last rate into the other until `day`, in one query."""
    rates = Rate.objects.filter(target_currency=into, source_currency__in=list(currencies), day__lte=day)
    return {one.source_currency: one for one in rates.order_by("day", "pk")}
