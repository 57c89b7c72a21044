"""A refused monthly payment is told kindly, once for each payment; after three refusals the gift ends."""

from datetime import timedelta

import pytest

from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import Monthly, Truth
from enlace.giving.settling.asking_actions import end_what_must_end
from enlace.giving.settling.settling_actions import next_number, settle
from enlace.giving.tests.till import make_monthly_gift

pytestmark = pytest.mark.django_db


def told(gift, payment="invoice-1", refusals=1, next_on=None):
    facts = Monthly(gift.subscription, Money(2500, "USD"), "failing", next_on, payment, refusals)
    return settle(gift, Truth(monthly=facts), asked=next_number(gift), found_by="event")


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_it_says_that_nothing_must_be_done_and_where_another_card_is_given(till, language):
    gift = make_monthly_gift(till, language=language)
    told(gift, next_on=(now() + timedelta(3)).date())
    mail = Mail.objects.get()
    assert "25" in mail.text
    assert "/giving/mine/" in mail.text
    assert "!" not in mail.text


def test_each_owed_payment_is_told_once(till):
    gift = make_monthly_gift(till)
    for payment in ("invoice-1", "invoice-1", "invoice-2"):
        told(gift, payment)
    assert Mail.objects.count() == 2


def test_after_three_refusals_it_ends_and_that_is_told(till):
    gift = make_monthly_gift(till)
    told(gift)
    told(gift, refusals=3)
    assert end_what_must_end(now()) == 1
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("ended", "failed")
    assert Mail.objects.count() == 2
