"""What the way in shows: in which currencies one may give, to whom, for what; and who is thanked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.texts import Text
from enlace.giving.campaigns.queries import CampaignLine, running_campaigns
from enlace.giving.entry.choice import OTHER, Asked, Span, read_choice
from enlace.giving.entry.regions import currency_for, likely_region, regions_asked_for, regions_of
from enlace.giving.models import Campaign, Gift, Offer, Payment, Policy, Recipient, Refund
from enlace.giving.money.amounts import currency_name, format_money
from enlace.giving.providers.configured import providers, providers_for
from enlace.network.models import State
from enlace.network.states import state_name

MOST_THANKED = 50


@dataclass(frozen=True)
class Amount:
    """A suggested one, as the form offers it."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Currency:
    """One of the offered; `regions` are codes of states, for a browser that tells where its reader is."""

    code: str
    name: str
    once: list[Amount]
    monthly: list[Amount]
    least: str
    most: str
    regions: str
    chosen: bool

    @property
    def rhythms(self) -> list[tuple[str, list[Amount], bool]]:
        return [(name, one, self.is_other(one)) for name, one in (("once", self.once), ("monthly", self.monthly))]

    def is_other(self, amounts: list[Amount]) -> bool:
        return not any(one.chosen for one in amounts)


@dataclass(frozen=True)
class Thanked:
    name: str
    memory: str
    illustrative: bool


@dataclass(frozen=True)
class Way:
    """How one may give: `asked` is what an address asks for already."""

    recipient: Recipient
    offers: list[Offer]
    asked: Asked
    language: str

    @property
    def country(self) -> str:
        return state_name(self.recipient.country, self.language) if self.recipient.country else ""

    @cached_property
    def campaigns(self) -> list[Campaign]:
        return list(Campaign.objects.running(today()))

    @cached_property
    def running(self) -> list[CampaignLine]:
        """The same with how far they have come."""
        return running_campaigns(AnonymousUser(), today())

    @cached_property
    def campaign(self) -> Campaign | None:
        return next((one for one in self.campaigns if one.slug == self.asked.campaign), None)

    @cached_property
    def policy(self) -> Text:
        found = Policy.objects.first()
        return found.text.in_language() if found else Text("", self.language, False)

    @cached_property
    def currencies(self) -> list[Currency]:
        return [self._currency(offer) for offer in self.offers]

    @property
    def currency(self) -> Currency:
        return next(one for one in self.currencies if one.chosen)

    @property
    def offer(self) -> Offer:
        return next(one for one in self.offers if one.currency == self.asked.currency)

    @property
    def thanked(self) -> list[Thanked]:
        return thanked()

    def _currency(self, offer: Offer) -> Currency:
        chosen = offer.currency == self.asked.currency
        return Currency(
            offer.currency,
            currency_name(offer.currency, self.language),
            self._amounts(offer, "once", chosen),
            self._amounts(offer, "monthly", chosen),
            format_money(offer.money(offer.least), self.language, short=True),
            format_money(offer.money(offer.most), self.language, short=True),
            " ".join(regions_of(offer.currency, today())),
            chosen,
        )

    def _amounts(self, offer: Offer, rhythm: str, is_shown: bool) -> list[Amount]:
        """What was asked for is chosen where it is among them; nothing, if another amount is asked for."""
        suggested = offer.suggested(rhythm)
        asked = self.asked.amount if is_shown and self.asked.rhythm == rhythm else ""
        if asked and asked != OTHER and asked not in {str(one.minor) for one in suggested}:
            asked = OTHER
        middle = str(suggested[(len(suggested) - 1) // 2].minor) if suggested else OTHER
        wanted = asked or middle
        return [
            Amount(str(one.minor), format_money(one, self.language, short=True), str(one.minor) == wanted)
            for one in suggested
        ]


def is_open() -> bool:
    """Whether one can give here: a provider is on, a recipient is written down, and a currency is offered."""
    return bool(providers()) and Recipient.objects.exists() and Offer.objects.offered().exists()


def way_to_give(given: Mapping[str, str], accepted: str = "") -> Way | None:
    """None where one cannot give here. `given` is an address's query, `accepted` an Accept-Language header."""
    recipient = Recipient.objects.first() if providers() else None
    offers = [one for one in Offer.objects.offered() if _is_taken(one)] if recipient else []
    if recipient is None or not offers:
        return None
    language = current_language()
    spans = [Span(one.currency, one.least, one.most) for one in offers]
    default = currency_for(_regions(accepted, language), [one.currency for one in offers], today())
    return Way(recipient, offers, read_choice(given, spans, default, language), language)


def _regions(accepted: str, language: str) -> list[str]:
    """Those that the browser names; else where most readers of the language live, if that state is a member."""
    likely = likely_region(language)
    member = likely and State.objects.members().filter(code=likely).exists()
    return [*regions_asked_for(accepted), *([likely] if member else [])]


def _is_taken(offer: Offer) -> bool:
    amounts = [offer.money(offer.most), *offer.suggested("once")]
    return any(providers_for(one, monthly=False) for one in amounts)


def thanked() -> list[Thanked]:
    """Those who chose it, the newest first: money came, and not all of it was given back. No amounts."""
    of_gift = Payment.objects.filter(gift=OuterRef("pk")).order_by().values("gift")
    back = Refund.objects.filter(payment__gift=OuterRef("pk")).exclude(done_at=None).order_by().values("payment__gift")
    gifts = Gift.objects.exclude(thanked_as="").annotate(
        came=Coalesce(Subquery(of_gift.annotate(sum=Sum("amount")).values("sum")), 0),
        went=Coalesce(Subquery(back.annotate(sum=Sum("amount")).values("sum")), 0),
    )
    kept = gifts.filter(came__gt=F("went")).values_list("thanked_as", "in_memory_of", "illustrative")[:MOST_THANKED]
    return [Thanked(*one) for one in kept]
