"""What leaves the site is written down: of which days, in which form, how many lines, never of whom."""

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.giving.models import Payment, ReceiptSeries, Refund
from enlace.giving.treasury.books.exports import Table, books_table
from enlace.giving.treasury.rules import can_export_gifts


@transaction.atomic
def export_gifts(year: int, month: int | None, form: str, *, by: Anyone | None) -> Table:
    """The lines of a year or of one of its months. The log names the series of receipts."""
    require(can_export_gifts(by))
    near = ("gift__campaign", "receipt")
    days = {"year": year} | ({"month": month} if month else {})
    payments = Payment.objects.filter(**{f"paid_at__{name}": value for name, value in days.items()})
    refunds = Refund.objects.filter(**{f"done_at__{name}": value for name, value in days.items()})
    table = books_table(
        payments.select_related(*near), refunds.select_related("payment", *(f"payment__{one}" for one in near))
    )
    record("export_gifts", ReceiptSeries, by=by, after=days | {"format": form, "rows": len(table[1])})
    return table
