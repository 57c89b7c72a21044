"""Campaigns with how far they have come. Totals are for everybody; who gave is not asked here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField, Count, F, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from enlace.accounts.rules import Anyone
from enlace.giving.campaigns.progress import AtRate, Progress, beside
from enlace.giving.models import Campaign, Payment, Rate, Refund
from enlace.giving.money.amounts import Money
from enlace.network.audiences import Audience


@dataclass(frozen=True)
class CampaignLine:
    """`standing` is `draft`, `coming`, `running` or `over`, on the day that was asked for."""

    campaign: Campaign
    progress: Progress
    standing: str


@dataclass(frozen=True)
class _Sum:
    money: Money
    gifts: int
    last_at: datetime


def running_campaigns(user: Anyone, day: date) -> list[CampaignLine]:
    """To which one may give on `day`."""
    return _lines(Campaign.objects.visible_to(user).running(day), day)


def all_campaigns(user: Anyone, day: date) -> list[CampaignLine]:
    """Every one that `user` sees, the latest first."""
    return _lines(Campaign.objects.visible_to(user), day)


def line_of(campaign: Campaign, day: date) -> CampaignLine:
    return _lines([campaign], day)[0]


def standing_of(campaign: Campaign, day: date) -> str:
    if campaign.audience != Audience.PUBLIC:
        return "draft"
    if campaign.since > day:
        return "coming"
    return "running" if campaign.is_running(day) else "over"


def _lines(campaigns: Collection[Campaign], day: date) -> list[CampaignLine]:
    found = list(campaigns)
    sums = _sums(found)
    pairs = {(one.money.currency, campaign.currency) for campaign in found for one in sums[campaign.pk]}
    rates = latest_rates({pair for pair in pairs if pair[1] and pair[0] != pair[1]}, day)
    return [CampaignLine(one, _progress(one, sums[one.pk], rates), standing_of(one, day)) for one in found]


def _sums(campaigns: Collection[Campaign]) -> Mapping[int, list[_Sum]]:
    """campaign → what stayed of its payments, by currency. A payment that was wholly given back counts for nothing."""
    given_back = Refund.objects.filter(payment=OuterRef("pk"), done_at__isnull=False).order_by().values("payment")
    back = Subquery(given_back.annotate(all=Sum("amount")).values("all"), output_field=BigIntegerField())
    kept = Payment.objects.filter(gift__campaign__in=[one.pk for one in campaigns]).annotate(back=Coalesce(back, 0))
    rows = (
        kept.filter(amount__gt=F("back"))
        .order_by()
        .values("gift__campaign", "currency")
        .annotate(stayed=Sum(F("amount") - F("back")), gifts=Count("gift", distinct=True), last_at=Max("paid_at"))
    )
    found: dict[int, list[_Sum]] = {one.pk: [] for one in campaigns}
    for row in rows.order_by("currency"):
        one = _Sum(Money(int(row["stayed"]), row["currency"]), row["gifts"], row["last_at"])
        found[row["gift__campaign"]].append(one)
    return found


def latest_rates(pairs: Collection[tuple[str, str]], day: date) -> Mapping[tuple[str, str], AtRate]:
    """(from, to) → the latest rate on record up to `day`; none where none is."""
    if not pairs:
        return {}
    sources, targets = zip(*pairs, strict=True)
    known = Rate.objects.filter(source_currency__in=sources, target_currency__in=targets, day__lte=day)
    found = {(one.source_currency, one.target_currency): one for one in known.order_by("day", "pk")}
    return {pair: AtRate(one.rate, one.day, one.source) for pair, one in found.items() if pair in pairs}


def _progress(campaign: Campaign, sums: list[_Sum], rates: Mapping[tuple[str, str], AtRate]) -> Progress:
    goal = campaign.goal_money
    own = next((one.money for one in sums if goal and one.money.currency == goal.currency), None)
    others = [one.money for one in sums if one.money is not own]
    into = goal.currency if goal else ""
    return Progress(
        goal=goal,
        received=(own or Money(0, goal.currency)) if goal else None,
        beside=tuple(beside(one, into, rates.get((one.currency, into))) for one in others),
        gifts=sum(one.gifts for one in sums),
        last_on=localtime(max(one.last_at for one in sums)).date() if sums else None,
    )
