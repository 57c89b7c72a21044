"""The books leave as tables that add up exactly, and that no spreadsheet runs."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from enlace.accounts.models import AuditEntry
from enlace.giving.testing import make_comptroller, make_gift, make_payment, make_receipt, make_refund
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def books():
    receipt = make_receipt(payment=make_payment(gift=make_gift(name="=1+1", amount=1050), paid_at=MARCH))
    make_refund(payment=receipt.payment, amount=50, done_at=datetime(2026, 4, 2, 12, tzinfo=UTC), reference="re-1")
    make_payment(gift=make_gift(currency="CLP", amount=30_000), paid_at=MARCH, reference="pay-clp")
    return receipt


def exported(client, form="csv", **asked):
    return client.get(reverse("giving:export_gifts", args=[form]), {"year": 2026} | asked)


def test_each_payment_and_each_refund_is_a_line_with_exact_amounts(client, books):
    client.force_login(make_comptroller())
    rows = list(csv.reader(io.StringIO(exported(client).content.decode("utf-8-sig"))))
    assert [row[3:6] for row in rows[1:]] == [["10.50", "", "USD"], ["30000", "", "CLP"], ["", "0.50", "USD"]]
    assert rows[1][2] == books.shown_number
    assert rows[1][-1] == "'=1+1"
    assert rows[3][7] == "re-1"


def test_a_spreadsheet_gets_numbers_and_days(client, books):
    client.force_login(make_comptroller())
    page = load_workbook(io.BytesIO(exported(client, "xlsx", month=3).content)).worksheets[0]
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert [Decimal(str(row[3])) for row in rows] == [Decimal("10.5"), Decimal(30000)]
    assert rows[0][0].date() == MARCH.date()
    assert (page["L2"].value, page["L2"].data_type, page["D2"].number_format) == ("=1+1", "s", "0.00")


def test_an_export_is_recorded_as_counts(client, books):
    client.force_login(make_comptroller())
    exported(client, month=4)
    line = AuditEntry.objects.get(action="export_gifts")
    assert line.after == {"year": 2026, "month": 4, "format": "csv", "rows": 1}


def test_the_secretariat_exports_none_of_it(client, books):
    client.force_login(make_secretary())
    assert exported(client).status_code == 403
    client.force_login(make_comptroller())
    assert exported(client, "pdf").status_code == 404
    assert exported(client, year=1999).status_code == 404
