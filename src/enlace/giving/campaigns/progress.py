"""How far a campaign has come, as its page says it: never more than is true.

Counted is what was received less what was given back, of payments alone: what monthly gifts promise is not. Other
currencies stand beside, each in its own; with a rate they are told in the goal's currency too, with its day and source.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal, format_percent

from enlace.core.languages import current_language
from enlace.giving.money.amounts import Money, converted, format_money


@dataclass(frozen=True)
class AtRate:
    """`rate` units of the goal's currency for one of the other, on `day`, as `source` says."""

    rate: Decimal
    day: date
    source: str

    @property
    def in_words(self) -> str:
        """With all its decimals, and no zero after them."""
        return str(format_decimal(self.rate.normalize(), locale=current_language(), decimal_quantization=False))


@dataclass(frozen=True)
class Beside:
    """What was received in another currency than the goal's; `worth` is that at `at`, where a rate is on record."""

    money: Money
    at: AtRate | None = None
    worth: Money | None = None

    @property
    def in_words(self) -> str:
        return in_words(self.money)

    @property
    def worth_in_words(self) -> str:
        return in_words(self.worth) if self.worth is not None else ""


@dataclass(frozen=True)
class Progress:
    """`received` is in the goal's currency; without a goal all that was received stands in `beside`.

    `gifts` are those of which something stayed; `last_on` is the day of the last payment of which something did.
    """

    goal: Money | None = None
    received: Money | None = None
    beside: tuple[Beside, ...] = ()
    gifts: int = 0
    last_on: date | None = None

    @property
    def percent(self) -> int | None:
        """Of the goal, in the goal's currency alone."""
        return whole_percent(self.received, self.goal)

    @property
    def percent_in_words(self) -> str:
        return percent_in_words(self.percent)

    @property
    def width(self) -> str:
        """Of the bar, which is full at the goal."""
        return f"{min(self.percent or 0, 100)}%"

    @property
    def together(self) -> Money | None:
        """With the other currencies at their rates; None unless each has one, and where there is no other."""
        if self.received is None or not self.beside or any(one.worth is None for one in self.beside):
            return None
        worth = sum(one.worth.minor for one in self.beside if one.worth is not None)
        return Money(self.received.minor + worth, self.received.currency)

    @property
    def together_in_words(self) -> str:
        return in_words(self.together) if self.together is not None else ""

    @property
    def together_percent(self) -> str:
        return percent_in_words(whole_percent(self.together, self.goal))

    @property
    def goal_in_words(self) -> str:
        return in_words(self.goal) if self.goal is not None else ""

    @property
    def received_in_words(self) -> str:
        return in_words(self.received) if self.received is not None else ""


def beside(money: Money, into: str, at: AtRate | None) -> Beside:
    return Beside(money, at, converted(money, into, at.rate) if at else None)


def whole_percent(part: Money | None, whole: Money | None) -> int | None:
    """Rounded down: 100 only where the goal is reached. Above that it is said as it is."""
    return None if part is None or whole is None else part.minor * 100 // whole.minor


def percent_in_words(percent: int | None) -> str:
    return "" if percent is None else str(format_percent(Decimal(percent).scaleb(-2), locale=current_language()))


def in_words(money: Money) -> str:
    return format_money(money, current_language(), short=True)
