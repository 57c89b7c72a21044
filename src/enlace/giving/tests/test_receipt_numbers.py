"""Receipts are numbered within a year without a gap."""

import pytest
from django.db import transaction

from enlace.giving.models import Receipt
from enlace.giving.receipts.numbering import issue_receipt
from enlace.giving.testing import make_payment, make_receipt, make_receipt_series

pytestmark = pytest.mark.django_db


def test_they_follow_each_other():
    assert [make_receipt().number for _one in range(3)] == [1, 2, 3]


def test_what_is_rolled_back_used_no_number():
    payment = make_payment()
    with transaction.atomic():
        issue_receipt(payment, payment.gift)
        transaction.set_rollback(True)
    assert make_receipt().number == 1


def test_each_year_begins_anew_and_the_number_shows_its_year():
    make_receipt_series(year=2020, last=7)
    receipt = make_receipt()
    assert receipt.number == 1
    assert receipt.shown_number == f"{receipt.year}-00001"


def test_the_year_is_that_of_the_networks_time_zone(settings, monkeypatch):
    settings.TIME_ZONE = "America/Montevideo"
    eve = make_payment().paid_at.replace(year=2026, month=1, day=1, hour=1)
    monkeypatch.setattr("enlace.giving.receipts.numbering.now", lambda: eve)
    assert make_receipt().year == 2025


def test_a_payment_has_one_receipt():
    receipt = make_receipt()
    with pytest.raises(Exception, match="payment"), transaction.atomic():
        issue_receipt(receipt.payment, receipt.payment.gift)
    assert Receipt.objects.count() == 1
    assert make_receipt().number == 2
