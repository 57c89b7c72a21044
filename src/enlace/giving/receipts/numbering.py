"""Receipts are numbered 1, 2, 3 … within a year, without a gap: a number is given in the transaction of its payment."""

from django.db import transaction
from django.utils.timezone import localtime

from enlace.core.clock import now
from enlace.giving.models import Gift, Payment, Receipt, ReceiptSeries
from enlace.giving.receipts.facts import receipt_facts


def issue_receipt(payment: Payment, gift: Gift) -> Receipt:
    """Call it in the transaction of the payment: what is rolled back used no number. The year is that of issue."""
    with transaction.atomic():
        moment = now()
        year = localtime(moment).year
        ReceiptSeries.objects.get_or_create(year=year)
        series = ReceiptSeries.objects.select_for_update().get(year=year)
        series.last += 1
        series.save(update_fields=["last"])
        return Receipt.objects.create(
            payment=payment,
            year=year,
            number=series.last,
            issued_at=moment,
            language=gift.language,
            facts=receipt_facts(payment, gift),
        )
