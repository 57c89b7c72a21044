"""What a donor chooses first: how often, in which currency, how much, for which campaign. Read from an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from enlace.giving.money.amounts import LONGEST, Money, NoAmount, parse_money

RHYTHMS = ("once", "monthly")
OTHER = "other"


@dataclass(frozen=True)
class Span:
    """A currency that is offered, with the amounts between which one may give in it."""

    currency: str
    least: int
    most: int


@dataclass(frozen=True)
class Choice:
    rhythm: str
    money: Money
    campaign: str = ""

    @property
    def is_monthly(self) -> bool:
        return self.rhythm == "monthly"

    @property
    def query(self) -> str:
        """For an address that leads to the same choice again."""
        return query_of(self.rhythm, self.money, self.campaign)


@dataclass(frozen=True)
class Asked:
    """What an address asks for, whether it can be given or not, so that a form shows it again.

    `amount` is a suggested one in minor units, `other` when `typed` counts, or empty. `wrong` is empty, or why it is no
    choice yet: `amount` (none chosen), `form`, `fraction`, `long` (see NoAmount), `least`, `most`, or `currency` (the
    amounts that were shown were of another one).
    """

    rhythm: str
    currency: str
    amount: str = ""
    typed: str = ""
    campaign: str = ""
    wrong: str = ""
    choice: Choice | None = None


def query_of(rhythm: str, money: Money, campaign: str = "") -> str:
    asked = {"rhythm": rhythm, "currency": money.currency, "amount": str(money.minor)}
    return urlencode(asked | ({"campaign": campaign} if campaign else {}))


def read_choice(given: Mapping[str, str], spans: Sequence[Span], default: str, language: str) -> Asked:
    """`given` is an address's query: `rhythm`, `currency`, `campaign`, and one of three kinds of amount.

    `amount` is one in minor units, as our own links have it; a form has one field of suggested amounts for each rhythm
    (`once`, `monthly`) and one for what is typed (`once_other`, `monthly_other`); `shown` is the currency of the
    amounts on it. There is at least one span; `default` is the currency where none is named; an amount of one
    that is not offered (any more) is no amount of another.
    """
    by_currency = {one.currency: one for one in spans}
    rhythm = given.get("rhythm", "") if given.get("rhythm") in RHYTHMS else "once"
    named = given.get("currency", "")
    currency = named if named in by_currency else default
    amount, typed = given.get("amount") or given.get(rhythm, ""), given.get(f"{rhythm}_other", "")[:40]
    if not amount and typed.strip():
        amount = OTHER
    campaign = given.get("campaign", "")[:80].replace("\x00", "")
    money, wrong = _money(amount, typed, currency, language)
    if not wrong and (named not in ("", currency) or given.get("shown", currency) != currency):
        wrong = "currency"
    span = by_currency[currency]
    if money and not wrong:
        wrong = "least" if money.minor < span.least else "most" if money.minor > span.most else ""
    choice = Choice(rhythm, money, campaign) if money and not wrong else None
    return Asked(rhythm, currency, "" if wrong == "currency" else amount, typed, campaign, wrong, choice)


def _money(amount: str, typed: str, currency: str, language: str) -> tuple[Money | None, str]:
    if amount == OTHER:
        try:
            return parse_money(typed, currency, language), ""
        except NoAmount as error:
            return None, error.reason if typed.strip() else "amount"
    if amount.isascii() and amount.isdecimal() and len(amount) <= LONGEST:
        return Money(int(amount), currency), ""
    return None, "amount"
