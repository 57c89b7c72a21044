"""The books as a table for accounting: a line for each payment and each refund, amounts as exact decimals.

What was given back stands in a column of its own, so that no amount needs a sign.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from enlace.core.spreadsheet_safety import neutral
from enlace.giving.models import Payment, Refund
from enlace.giving.providers.labels import provider_label
from enlace.network.exchange.tables import printable

type Cell = str | Decimal | date | None
type Table = tuple[Sequence[str], list[Sequence[Cell]]]
WIDTH = 18


def books_table(payments: Iterable[Payment], refunds: Iterable[Refund]) -> Table:
    """In the order of the days. Payments with their gift, campaign and receipt; refunds with their payment's too."""
    header = [
        *(_("Day"), _("What"), _("Receipt"), _("Received"), _("Given back"), _("Currency"), _("Provider")),
        *(_("Reference of the provider"), _("Campaign"), _("Rhythm"), _("Gift"), _("Donor")),
    ]
    lines = [(localtime(one.paid_at), one.pk, _payment_row(one)) for one in payments]
    lines += [(localtime(one.done_at), one.pk, _refund_row(one)) for one in refunds if one.done_at]
    return header, [row for _at, _pk, row in sorted(lines, key=lambda line: line[:2])]


def _payment_row(payment: Payment) -> Sequence[Cell]:
    day = localtime(payment.paid_at).date()
    sums = (payment.money.major, None, payment.currency)
    return [
        day,
        _("payment"),
        _number(payment),
        *sums,
        provider_label(payment.provider),
        payment.reference,
        *_of(payment),
    ]


def _refund_row(refund: Refund) -> Sequence[Cell]:
    payment = refund.payment
    day = localtime(refund.done_at).date()
    sums = (None, refund.money.major, payment.currency)
    return [
        day,
        _("refund"),
        _number(payment),
        *sums,
        provider_label(payment.provider),
        refund.reference,
        *_of(payment),
    ]


def _number(payment: Payment) -> str:
    receipt = getattr(payment, "receipt", None)
    return receipt.shown_number if receipt else ""


def _of(payment: Payment) -> Sequence[Cell]:
    gift = payment.gift
    campaign = str(gift.campaign.title) if gift.campaign else ""
    return [campaign, gift.get_rhythm_display(), str(gift.pk), gift.name]


def as_csv(table: Table) -> bytes:
    """With a mark by which spreadsheets know UTF-8, a point before decimals, and no cell that they would run."""
    header, rows = table
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerows([_text(cell) for cell in row] for row in [header, *rows])
    return file.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else neutral(printable(cell))


def as_xlsx(table: Table) -> bytes:
    """Amounts are numbers, with as many decimals as the currency has."""
    header, rows = table
    workbook = Workbook()
    page = workbook.worksheets[0]
    for number, row in enumerate([header, *rows], 1):
        for place, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = page.cell(number, place)
            if isinstance(value, str):
                cell.value, cell.data_type = printable(value), "s"
                cell.quotePrefix = neutral(value) != value
            else:
                cell.value = value
                cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else _places(value)
            if number == 1:
                cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    for place in range(1, len(header) + 1):
        page.column_dimensions[get_column_letter(place)].width = WIDTH
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _places(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return f"0.{'0' * places}" if places > 0 else "0"
