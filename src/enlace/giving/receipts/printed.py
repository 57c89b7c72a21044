"""A receipt on paper, in its own language and of its facts alone: the same bytes whenever it is printed."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from enlace.core.dates import date_in_words
from enlace.core.languages import default_language, language_codes
from enlace.core.typesetting import typeset
from enlace.giving.models import Receipt, Rhythm
from enlace.giving.money.amounts import Money, format_money

TEMPLATE = Path(__file__).parent / "typst" / "receipt.typ"


def receipt_pdf(receipt: Receipt) -> bytes:
    language = _language(receipt)
    with override(language):
        title = _("Receipt %(number)s") % {"number": receipt.shown_number}
        return typeset(TEMPLATE, _data(receipt, language), language=language, title=title, at=receipt.issued_at)


def receipt_name(receipt: Receipt) -> str:
    """Of the file, as comprobante-2026-00012.pdf."""
    with override(_language(receipt)):
        title = slugify(_("Receipt"))
    return f"{title}-{receipt.shown_number}.pdf"


def _language(receipt: Receipt) -> str:
    return receipt.language if receipt.language in language_codes() else default_language()


def amount_with_code(money: Money, language: str) -> str:
    """A sign like $ is that of many currencies: the code stands beside it."""
    shown = format_money(money, language)
    return shown if money.currency in shown else f"{shown} ({money.currency})"


def lines_of_recipient(recipient: Mapping[str, str], language: str) -> list[str]:
    """Beneath its name: address, country, tax number, e-mail; what is not known is left out."""
    tax_number = _("Tax number: %(number)s") % {"number": recipient["tax_number"]} if recipient["tax_number"] else ""
    address = [line.strip() for line in recipient["address"].splitlines()]
    lines = [*address, country_name(recipient["country"], language), tax_number, recipient["email"]]
    return [line for line in lines if line]


def country_name(code: str, language: str) -> str:
    return str(Locale.parse(language).territories.get(code, code)) if code else ""


def _data(receipt: Receipt, language: str) -> dict[str, Any]:
    facts = receipt.facts
    money = Money(facts["amount"], facts["currency"])
    values = {"recipient": facts["recipient"]["name"], "amount": amount_with_code(money, language)}
    return {
        "recipient": facts["recipient"]["name"],
        "recipient_lines": lines_of_recipient(facts["recipient"], language),
        "issued": _("Issued on %(day)s") % {"day": date_in_words(localtime(receipt.issued_at).date(), language)},
        "sample": _("Illustrative") if facts["illustrative"] else "",
        "sentence": _("%(recipient)s has received a gift of %(amount)s.") % values,
        "amount_label": _("Amount received"),
        "amount": values["amount"],
        "facts": [{"label": label, "value": value} for label, value in _rows(receipt, language) if value],
        "tax_text": facts["tax_text"],
        "signed_by": facts["recipient"]["signed_by"],
    }


def _rows(receipt: Receipt, language: str) -> Iterator[tuple[str, str]]:
    facts = receipt.facts
    rhythm = {Rhythm.ONCE: _("once"), Rhythm.MONTHLY: _("monthly")}
    yield _("Number of the receipt"), receipt.shown_number
    yield _("Received from"), facts["donor"] or pgettext("donor", "Anonymous")
    yield _("Country of the donor"), country_name(facts["country"], language)
    yield _("Day of the payment"), date_in_words(date.fromisoformat(facts["paid_on"]), language)
    yield _("Rhythm"), rhythm.get(facts["rhythm"], facts["rhythm"])
    yield _("Paid through"), facts["provider"]
    yield _("Campaign"), facts["campaign"]
    yield _("In memory of"), facts["in_memory_of"]
