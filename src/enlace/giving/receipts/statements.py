"""All that a donor gave in a year, per currency, and what was given back: the paper for their own books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from enlace.core.dates import date_in_words
from enlace.core.typesetting import typeset
from enlace.giving.models import Donor, Payment
from enlace.giving.money.amounts import Money, total
from enlace.giving.receipts.facts import recipient_facts
from enlace.giving.receipts.printed import amount_with_code, lines_of_recipient

TEMPLATE = Path(__file__).parent / "typst" / "statement.typ"


@dataclass(frozen=True)
class Statement:
    """`payments` in the order in which they came, each with its receipt."""

    year: int
    name: str
    payments: Sequence[Payment]

    @property
    def illustrative(self) -> bool:
        return any(one.gift.illustrative for one in self.payments)


def statement_of(donor: Donor, year: int) -> Statement | None:
    """None for a year in which nothing came. The year of a payment is that of the network's time zone."""
    own = Payment.objects.filter(gift__donor=donor).select_related("gift", "receipt").prefetch_related("refunds")
    payments = [one for one in own.order_by("paid_at", "pk") if localtime(one.paid_at).year == year]
    return Statement(year, donor.name, payments) if payments else None


def statement_pdf(statement: Statement, *, language: str, at: datetime) -> bytes:
    with override(language):
        title = _("Gifts in %(year)d") % {"year": statement.year}
        return typeset(TEMPLATE, _data(statement, language, at), language=language, title=title, at=at)


def _data(statement: Statement, language: str, at: datetime) -> dict[str, Any]:
    recipient = recipient_facts()
    return {
        "recipient": recipient["name"],
        "recipient_lines": lines_of_recipient(recipient, language),
        "issued": _("As of %(day)s") % {"day": date_in_words(localtime(at).date(), language)},
        "sample": _("Illustrative") if statement.illustrative else "",
        "facts": [{"label": _("Received from"), "value": statement.name or pgettext("donor", "Anonymous")}],
        "heads": [_("Day of the payment"), _("Receipt"), _("Amount"), _("Given back")],
        "rows": [_row(one, language) for one in statement.payments],
        "sums_title": _("Sums"),
        "sum_heads": [_("Currency"), _("Received"), _("Given back"), _("What remains")],
        "sums": _sums(statement, language),
        "note": _("Sums are told for each currency alone. What was given back counts in the year of its payment."),
        "signed_by": recipient["signed_by"],
    }


def _row(payment: Payment, language: str) -> list[str]:
    back = payment.given_back
    return [
        date_in_words(localtime(payment.paid_at).date(), language),
        payment.receipt.shown_number if hasattr(payment, "receipt") else "–",
        amount_with_code(payment.money, language),
        amount_with_code(back, language) if back else "–",
    ]


def _sums(statement: Statement, language: str) -> list[list[str]]:
    received = total(one.money for one in statement.payments)
    back = total(one.given_back for one in statement.payments)
    rows = []
    for currency, money in received.items():
        gone = back.get(currency, Money(0, currency))
        rows.append([currency, *(amount_with_code(one, language) for one in (money, gone, money - gone))])
    return rows
