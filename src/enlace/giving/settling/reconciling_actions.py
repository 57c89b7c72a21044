"""The provider's books beside ours: what its events never told is found here, written down, and said.

`Reconciliation.found` is a list of `{"kind": …, …}` with ids and references, never with a donor's data:
`missed_payment` and `missed_refund` (written down now), `missed_change` (of a monthly gift), `amount_differs`,
`refund_undone` (a dispute that was decided for us),
`unknown_payment` (no gift of ours: a backup that is older, or another use of the same account) and
`missing_at_provider`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.giving.models import FoundBy, Gift, Payment, Reconciliation, Rhythm
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import Found, NotAnswered, Provider, Truth, is_key
from enlace.giving.settling.asking_actions import ask_provider
from enlace.giving.settling.rules import can_reconcile_gifts
from enlace.giving.settling.settling_actions import settle

EACH, AGAIN_AFTER = timedelta(hours=24), timedelta(hours=1)
LOOKS_BACK = timedelta(days=14)
"""Before the last comparison that ended: what was paid then may have been given back, or have come through, since."""
WRITTEN_DOWN = {"missed_payment", "missed_refund", "missed_change"}


def reconcile_gifts(provider: Provider, *, by: Anyone | None, since: datetime | None = None) -> Reconciliation:
    """Compare from `since` on, or from before the last comparison. Raises NotAnswered, and then it has not ended."""
    require(can_reconcile_gifts(by))
    return compare_books(provider, by=by, since=since)


def reconcile_daily(moment: datetime) -> int:
    """For the tick: every provider that is on, once a day; one that does not answer, again after an hour."""
    count = 0
    for provider in providers().values():
        last = Reconciliation.objects.filter(provider=provider.name).first()
        pause = EACH if last and last.ended_at else AGAIN_AFTER
        if (last and last.at > moment - pause) or not Gift.objects.filter(provider=provider.name).exists():
            continue
        try:
            compare_books(provider, by=None)
            count += 1
        except NotAnswered:
            continue
    return count


def compare_books(provider: Provider, *, by: Anyone | None, since: datetime | None = None) -> Reconciliation:
    since = since or _since(provider.name)
    comparison = Reconciliation.objects.create(provider=provider.name, since=since)
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    try:
        for one in provider.payments_since(since):
            seen.add(one.paid.reference)
            found += _compare(provider.name, one)
        found += _only_ours(provider.name, since, seen)
        for difference in _of_open_gifts(provider.name, since):
            found.append(difference)
        comparison.ended_at = now()
    finally:
        comparison.compared, comparison.found = len(seen), found
        comparison.save()
    kinds = {kind: sum(one["kind"] == kind for one in found) for kind in sorted({one["kind"] for one in found})}
    record("reconcile_gifts", comparison, by=by, after={"compared": len(seen), "found": kinds})
    return comparison


def _since(provider: str) -> datetime:
    last = Reconciliation.objects.filter(provider=provider).exclude(ended_at=None).first()
    first = Gift.objects.filter(provider=provider).order_by("started_at").first()
    return (last.at if last else first.started_at if first else now()) - LOOKS_BACK


def _compare(provider: str, told: Found) -> Iterator[dict[str, Any]]:
    paid = told.paid
    known = Payment.objects.filter(provider=provider, reference=paid.reference).prefetch_related("refunds").first()
    gift = known.gift if known else _gift_of(provider, told)
    if gift is None:
        unknown = {"kind": "unknown_payment", "reference": paid.reference}
        yield unknown | {"amount": paid.money.minor, "currency": paid.money.currency}
        return
    if known and known.money != paid.money:
        yield {
            "kind": "amount_differs",
            "payment": known.pk,
            "amount": paid.money.minor,
            "currency": paid.money.currency,
        }
    told_back, known_back = sum(one.minor for one in paid.given_back), known.given_back.minor if known else 0
    if known and told_back < known_back:
        yield {"kind": "refund_undone", "payment": known.pk}
    if known is None or told_back > known_back:
        if told.about.session and not gift.session:
            Gift.objects.filter(pk=gift.pk, session="").update(session=told.about.session)
        settle(gift, Truth(payments=(paid,)), asked=0, found_by=FoundBy.RECONCILIATION)
        written = Payment.objects.get(provider=provider, reference=paid.reference)
        yield {"kind": "missed_refund" if known else "missed_payment", "payment": written.pk, "gift": gift.pk}


def _gift_of(provider: str, told: Found) -> Gift | None:
    ours, about = Gift.objects.filter(provider=provider), told.about
    by_key = ours.filter(key=about.key).first() if is_key(about.key) else None
    by_name = Q(session=about.session) & ~Q(session="") | Q(subscription=about.subscription) & ~Q(subscription="")
    return by_key or ours.filter(by_name).first()


def _only_ours(provider: str, since: datetime, seen: set[str]) -> Iterator[dict[str, Any]]:
    ours = Payment.objects.filter(provider=provider, paid_at__gte=since).exclude(gift__illustrative=True)
    for pk, reference in ours.order_by("pk").values_list("pk", "reference"):
        if reference not in seen:
            yield {"kind": "missing_at_provider", "payment": pk}


def _of_open_gifts(provider: str, since: datetime) -> Iterator[dict[str, Any]]:
    """Monthly gifts that go on, and pages that may have been paid: each is asked about."""
    ours = Gift.objects.filter(provider=provider).exclude(illustrative=True)
    unknown = Q(payments__isnull=True, closed_at=None) | Q(rhythm=Rhythm.MONTHLY, subscription="", closed_at=None)
    begun = ours.filter(unknown, started_at__gte=since).exclude(session="").distinct()
    for gift in [*ours.lasting(), *begun.order_by("pk")]:
        before = _stands(gift)
        if _stands(ask_provider(gift, found_by=FoundBy.RECONCILIATION)) != before:
            yield {"kind": "missed_change", "gift": gift.pk}


def _stands(gift: Gift) -> tuple[object, ...]:
    payments = gift.payments.count()
    return (gift.standing, gift.money_now.minor, gift.subscription, payments)
