"""A provider in memory, for tests of what is done when one answers, refuses or says nothing."""

from dataclasses import dataclass, field, replace

from enlace.giving.models import Gift
from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, Monthly, NotAnswered, Paid, Refused, Truth
from enlace.giving.testing import make_gift


@dataclass
class Till:
    name: str = "sandbox"
    label: str = "Till"
    origins: tuple[str, ...] = ("https://till.example.org",)
    silent: bool = False
    refuses: str = ""
    monthly: dict[str, Monthly] = field(default_factory=dict)
    payments: dict[str, tuple[Paid, ...]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def takes(self, money: Money, *, monthly: bool) -> bool:
        return money.minor <= 90_000_000

    def ask(self, about: About) -> Truth:
        self._speak()
        return Truth(payments=self.payments.get(about.key, ()), monthly=self.monthly.get(about.subscription))

    def change_amount(self, subscription: str, money: Money, key: str) -> None:
        self._change(subscription, key, money=money)

    def pause(self, subscription: str, key: str) -> None:
        self._change(subscription, key, state="paused")

    def resume(self, subscription: str, key: str) -> None:
        self._change(subscription, key, state="active")

    def cancel(self, subscription: str, key: str) -> None:
        self._change(subscription, key, state="ended")

    def card_page(self, about: About, back: str, language: str) -> str:
        self._speak()
        return f"https://till.example.org/card/{about.subscription}?language={language}"

    def _change(self, subscription: str, key: str, **how: object) -> None:
        self._speak()
        if self.refuses:
            raise Refused(self.refuses)
        self.calls.append(key)
        self.monthly[subscription] = replace(self.monthly[subscription], **how)

    def _speak(self) -> None:
        if self.silent:
            raise NotAnswered(self.name)


def make_monthly_gift(till: Till, **overrides: object) -> Gift:
    """25.00 dollars a month, running at the till."""
    number = len(till.monthly) + 1
    fields = {"rhythm": "monthly", "amount": 2500, "monthly_amount": 2500, "subscription": f"sub-{number}"}
    gift = make_gift(**fields | overrides)
    till.monthly[gift.subscription] = Monthly(gift.subscription, gift.money_now, "active")
    return gift
