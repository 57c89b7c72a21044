"""What a provider says becomes our record once, however often and in whatever order it is said."""

from datetime import timedelta

import pytest

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.models import EndedBy, Payment, Receipt, ReceiptSeries, Refund
from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import GivenBack, Monthly, Paid, Truth
from enlace.giving.settling.settling_actions import next_number, settle
from enlace.giving.testing import make_campaign, make_donor, make_gift, make_recipient

pytestmark = pytest.mark.django_db
USD = Money(5000, "USD")


def paid(reference="pay-1", money=USD, given_back=()):
    return Paid(reference, money, now(), tuple(given_back))


def told(gift, truth, asked=None):
    return settle(gift, truth, asked=asked or next_number(gift), found_by="event")


def test_a_payment_told_three_times_is_one_with_one_receipt_and_one_mail():
    make_recipient()
    gift = make_gift(language="pt")
    for _turn in range(3):
        told(gift, Truth(payments=(paid(),)))
    receipt = Receipt.objects.get()
    assert (receipt.payment.money, receipt.number, receipt.language) == (USD, 1, "pt")
    mail = Mail.objects.get()
    assert mail.to == gift.donor.email
    assert mail.attaches == f"giving.receipt:{receipt.pk}"
    assert receipt.shown_number in mail.subject
    assert "Instituto de prueba" in mail.text


def test_numbers_of_receipts_have_no_gap_and_what_is_rolled_back_uses_none():
    gift = make_gift()
    told(gift, Truth(payments=(paid("a"),)))
    ReceiptSeries.objects.update(last=7)
    with pytest.raises(ZeroDivisionError):
        _rolled_back(gift)
    told(gift, Truth(payments=(paid("a"), paid("c"))))
    assert list(Receipt.objects.order_by("pk").values_list("number", flat=True)) == [1, 8]


def _rolled_back(gift):
    from django.db import transaction

    with transaction.atomic():
        told(gift, Truth(payments=(paid("b"),)))
        raise ZeroDivisionError


def test_an_answer_that_was_asked_for_earlier_does_not_overwrite_a_newer_one():
    gift = make_gift(rhythm="monthly")
    early, late = next_number(gift), next_number(gift)
    told(gift, Truth(monthly=Monthly("sub", Money(7000, "USD"), "paused")), late)
    told(gift, Truth(payments=(paid(),), monthly=Monthly("sub", USD, "active")), early)
    gift.refresh_from_db()
    assert gift.standing == "paused"
    assert gift.money_now == Money(7000, "USD")
    assert gift.payments.count() == 1


def test_a_refused_monthly_payment_is_told_once_and_after_three_refusals_the_gift_is_to_end():
    gift = make_gift(rhythm="monthly")
    for refusals in (1, 1, 2, 3):
        told(gift, Truth(monthly=Monthly("sub", USD, "failing", failing="in-1", refusals=refusals)))
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("failing", EndedBy.FAILED)
    assert Mail.objects.count() == 1
    told(gift, Truth(monthly=Monthly("sub", USD, "ended")))
    told(gift, Truth(monthly=Monthly("sub", USD, "ended")))
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("ended", EndedBy.FAILED)
    assert Mail.objects.count() == 2


def test_a_refund_made_at_the_provider_is_written_down_once():
    gift = make_gift()
    back = GivenBack("re-1", 2000, now())
    for _turn in range(2):
        told(gift, Truth(payments=(paid(given_back=[back]),)))
    refund = Refund.objects.get()
    assert (refund.money, refund.standing, refund.requested_by) == (Money(2000, "USD"), "done", None)
    assert Payment.objects.get().left == Money(3000, "USD")


def test_a_page_that_was_left_is_closed_and_one_that_is_open_again_is_not():
    gift = make_gift()
    assert told(gift, Truth(open=True)).closed_at is None
    assert told(gift, Truth()).closed_at is not None
    assert told(gift, Truth(waiting=True)).closed_at is None


def test_who_has_no_address_gets_no_mail_but_a_receipt():
    gift = make_gift(donor=make_donor(email=""), campaign=make_campaign())
    told(gift, Truth(payments=(paid(),)))
    assert Receipt.objects.get().facts["campaign"] == "Campaña 1"
    assert not Mail.objects.exists()


def test_the_log_names_no_donor():
    gift = make_gift(donor=make_donor(name="Nombre Secreto", email="secreto@example.org"), message="Palabra")
    told(gift, Truth(payments=(paid(given_back=[GivenBack("r", 5000, now() + timedelta(1))]),)))
    lines = str(list(AuditEntry.objects.filter(subject_kind__startswith="giving.").values()))
    assert "receive_payment" in lines
    assert "refund_payment" in lines
    assert not {word for word in ("Secreto", "secreto@example.org", "Palabra") if word in lines}
