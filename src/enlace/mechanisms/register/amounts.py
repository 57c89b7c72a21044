"""Amounts of money in whole units: as people write them, and as a reader's language writes them."""

import re

from babel import Locale
from babel.numbers import format_decimal, list_currencies
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 10**15
PLAIN = re.compile(r"[0-9]+")
GROUPED = re.compile(r"[0-9]{1,3}([.,'’ ])[0-9]{3}(?:\1[0-9]{3})*")


def read_amount(text: str) -> int | None:
    """Of 1250000, 1.250.000, 1,250,000 or 1 250 000; None where nothing is written. Raises ValidationError."""
    written = " ".join(text.split())
    if not written:
        return None
    if not (PLAIN.fullmatch(written) or GROUPED.fullmatch(written)):
        sentence = _(
            "Write the amount in figures alone and in whole units, as 1250000 or 1.250.000. "
            "The currency, the year and words about it have their own fields."
        )
        raise ValidationError(sentence)
    amount = int(re.sub(r"\D", "", written))
    if amount > LARGEST:
        raise ValidationError(_("This amount is larger than any budget. Look whether it has too many figures."))
    return amount


def checked_currency(code: str) -> str:
    """In capitals. Raises ValidationError for what is no currency."""
    code = code.strip().upper()
    if code and code not in list_currencies():
        raise ValidationError(_("Write the currency as its code of three letters, as UYU, BRL or USD."))
    return code


def amount_in_words(amount: int, currency: str, language: str) -> str:
    """1.250.000 UYU; UYU 1,250,000. With the code, because several currencies have one sign."""
    figures = str(format_decimal(amount, locale=language))
    if not currency:
        return figures
    begins = Locale.parse(language).currency_formats["standard"].pattern.startswith("¤")
    return f"{currency}\u00a0{figures}" if begins else f"{figures}\u00a0{currency}"
