"""Amounts and rates as people type them, read in the language of the page. Nothing here is a float."""

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import get_decimal_symbol
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.giving.money.amounts import Money, NoAmount, format_number, parse_money

WHOLE, PLACES = 12, 12
"""Figures of a rate before and after its decimal sign, as the database keeps them."""


def read_amount(typed: str, currency: str, *, least: int = 1) -> Money:
    """Raises ValidationError with a sentence that says what to do; `least` is in minor units."""
    try:
        money = parse_money(typed, currency, current_language())
    except NoAmount as refusal:
        raise ValidationError(_why_no_amount(refusal.reason, typed, currency)) from None
    if money.minor < least:
        raise ValidationError(_("Write an amount above zero."))
    return money


def _why_no_amount(reason: str, typed: str, currency: str) -> str:
    if reason == "currency":
        return _("%(currency)s is no currency of ISO 4217.") % {"currency": currency[:10]}
    example = format_number(Money(125000, currency), current_language())
    sentences = {
        "form": _("“%(typed)s” is no amount. Write it with figures, for example %(example)s."),
        "fraction": _("%(currency)s has fewer decimals than “%(typed)s”. Write for example %(example)s."),
        "long": _("This amount has too many figures. Look for a figure too many."),
    }
    return sentences[reason] % {"typed": typed[:40], "currency": currency, "example": example}


def read_amounts(typed: str, currency: str) -> list[int]:
    """Amounts in minor units, smallest first: one a line, or with semicolons between them. Raises ValidationError."""
    parts = [part.strip() for part in re.split(r"[;\n]", typed) if part.strip()]
    return sorted({read_amount(part, currency).minor for part in parts})


def written_amounts(minors: list[int], currency: str) -> str:
    return "\n".join(format_number(Money(one, currency), current_language()) for one in minors)


def read_rate(typed: str) -> Decimal:
    """A number above zero with either decimal sign; what could be a group of thousands is asked for again."""
    decimal = get_decimal_symbol(Locale.parse(current_language()))
    group = "." if decimal == "," else ","
    text = "".join(typed.split())
    if re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(group)}\d{{3}}", text, re.ASCII):
        raise ValidationError(
            _(
                "“%(typed)s” can be read in two ways. Write it without a sign between thousands, "
                "or with one more decimal."
            ),
            params={"typed": typed[:40]},
        )
    if re.fullmatch(rf"\d{{1,3}}({re.escape(group)}\d{{3}})+{re.escape(decimal)}\d+", text, re.ASCII):
        text = text.replace(group, "")
    found = re.fullmatch(r"(\d+)(?:[.,](\d+))?", text, re.ASCII)
    if found is None or len(found[1].lstrip("0")) > WHOLE or len((found[2] or "").rstrip("0")) > PLACES:
        raise ValidationError(
            _("“%(typed)s” is no rate. Write a number with at most twelve decimals, for example %(example)s."),
            params={"typed": typed[:40], "example": f"40{decimal}25"},
        )
    rate = Decimal(f"{found[1]}.{(found[2] or '0').rstrip('0') or '0'}")
    if not rate:
        raise ValidationError(_("A rate is above zero."))
    return rate


def written_rate(rate: Decimal) -> str:
    """As readers of the page write it, with the decimals that it has and no more."""
    whole, _dot, places = f"{rate:f}".partition(".")
    places = places.rstrip("0")
    return f"{whole}{get_decimal_symbol(Locale.parse(current_language()))}{places}" if places else whole
