"""Money: a whole number of the smallest units of a currency, as ISO 4217 divides it. Nothing here is a float."""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

from babel import Locale
from babel.numbers import NumberPattern, get_currency_name, get_currency_symbol, get_decimal_symbol
from iso4217 import Currency

EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
LONGEST = 15
"""Figures that an amount may have: more fit into no column of the database."""


SPACES = {ord(one): " " for one in "\u00a0\u202f\u2009'’"}


class NoAmount(ValueError):
    """What was typed is no amount of the currency; `reason` is `form`, `fraction`, `currency` or `long`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, order=False)
class Money:
    """`minor` units of `currency`, an ISO 4217 code: Money(1250, "USD") is 12.50, Money(1250, "CLP") is 1250."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"An amount is a whole number of minor units, not {type(self.minor).__name__}.")

    @property
    def major(self) -> Decimal:
        """In the currency's own unit, exactly."""
        return Decimal(self.minor).scaleb(-exponent_of(self.currency), context=EXACT)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._alike(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._alike(other), self.currency)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._alike(other)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._alike(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def _alike(self, other: "Money") -> int:
        """Raises TypeError for another currency: that takes a rate and its day (`converted`)."""
        if other.currency != self.currency:
            raise TypeError(f"{self.currency} and {other.currency} are not added or compared without a rate.")
        return other.minor


@cache
def exponent_of(currency: str) -> int:
    """How many decimals ISO 4217 gives it; 0 where it names none (gold, test codes). Raises NoAmount, `currency`."""
    try:
        return Currency(currency).exponent or 0
    except ValueError:
        raise NoAmount("currency") from None


@cache
def currency_codes() -> tuple[str, ...]:
    return tuple(sorted(one.code for one in Currency))


def currency_name(currency: str, language: str) -> str:
    return str(get_currency_name(currency, locale=_locale(language)))


def total(amounts: Iterable[Money]) -> Mapping[str, Money]:
    """currency → sum, in the order of the codes: nothing is added across currencies."""
    sums: dict[str, int] = {}
    for one in amounts:
        sums[one.currency] = sums.get(one.currency, 0) + one.minor
    return {currency: Money(sums[currency], currency) for currency in sorted(sums)}


def converted(money: Money, into: str, rate: Decimal) -> Money:
    """`rate` is how much of `into` one unit of the money's currency was worth; half a minor unit goes to the even."""
    exact = EXACT.multiply(money.major, rate).scaleb(exponent_of(into), context=EXACT)
    return Money(int(exact.to_integral_value(rounding=ROUND_HALF_EVEN)), into)


def format_money(money: Money, language: str, *, short: bool = False) -> str:
    """As readers of `language` write it, with every decimal of the currency; `short` leaves out decimals that are 0.

    A code of letters stands apart from the figure, as CLDR's rules of spacing want and Babel does not do.
    """
    places = exponent_of(money.currency)
    if short and money.minor % 10**places == 0:
        places = 0
    locale = _locale(language)
    pattern = _with_places(locale.currency_formats["standard"], places)
    text = str(pattern.apply(money.major, locale, currency=money.currency, currency_digits=False))
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "\u00a0", text)


def format_number(money: Money, language: str) -> str:
    """The figure alone, as a field of a form shows it to readers of `language`."""
    locale = _locale(language)
    pattern = _with_places(locale.decimal_formats[None], exponent_of(money.currency))
    return str(pattern.apply(money.major, locale))


def parse_money(typed: str, currency: str, language: str) -> Money:
    """What somebody typed in a form of `language`: with or without grouping, symbol or code. Raises NoAmount.

    The decimal sign of the language counts; the other one too where it can mean nothing else: “12.50” in Spanish is
    twelve and a half, since no group has two figures. What could be read in two ways is refused.
    """
    places = exponent_of(currency)
    locale = _locale(language)
    text = typed.replace(get_currency_symbol(currency, locale), "").replace(currency, "").translate(SPACES)
    decimal = get_decimal_symbol(locale)
    negative, whole, fraction = _parts("".join(text.split()).strip("$"), decimal, "." if decimal == "," else ",")
    if len(fraction) > places:
        if fraction.strip("0"):
            raise NoAmount("fraction")
        fraction = fraction[:places]
    figures = (whole + fraction.ljust(places, "0")).lstrip("0") or "0"
    if len(figures) > LONGEST:
        raise NoAmount("long")
    return Money(-int(figures) if negative else int(figures), currency)


def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _with_places(pattern: NumberPattern, places: int) -> NumberPattern:
    changed = copy(pattern)
    changed.frac_prec = (places, places)
    return changed


def _parts(text: str, decimal: str, group: str) -> tuple[bool, str, str]:
    """Whether it is below zero, the figures before the decimal sign, those after it. Raises NoAmount, `form`."""
    negative, text = text.startswith("-"), text.removeprefix("-").strip("$")
    plain = re.fullmatch(rf"(\d+)(?:{re.escape(decimal)}(\d*))?", text, re.ASCII)
    grouped = re.fullmatch(rf"(\d{{1,3}}(?:{re.escape(group)}\d{{3}})+)(?:{re.escape(decimal)}(\d*))?", text, re.ASCII)
    other = re.fullmatch(rf"(\d+){re.escape(group)}(\d{{1,2}})", text, re.ASCII)
    turned = re.fullmatch(rf"(\d{{1,3}}(?:{re.escape(decimal)}\d{{3}})+){re.escape(group)}(\d{{1,2}})", text, re.ASCII)
    found = plain or grouped or other or turned
    if found is None:
        raise NoAmount("form")
    return negative, found[1].replace(group, "").replace(decimal, ""), found[2] or ""
