"""Nothing of a donor is kept for longer than somebody needs it."""

from datetime import timedelta

import pytest

from enlace.core.clock import now
from enlace.giving.donors.erasing_actions import forget_old_gifts, forget_unpaid_gifts
from enlace.giving.models import Donor, Gift, Receipt
from enlace.giving.testing import make_donor, make_gift, make_payment, make_receipt

pytestmark = pytest.mark.django_db
MONTHLY = {"rhythm": "monthly", "subscription": "sub-1"}
LONG_AGO, LATELY = now() - timedelta(4000), now() - timedelta(40)


def paid(at, **gift):
    donor = gift.pop("donor", None) or make_donor(since=at)
    return make_receipt(payment=make_payment(gift=make_gift(donor=donor, started_at=at, **gift), paid_at=at))


def test_after_ten_years_a_receipt_names_nobody_and_keeps_its_number():
    old, young = paid(LONG_AGO, in_memory_of="Alguien"), paid(LATELY)
    forget_old_gifts(now())
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.facts["donor"], old.facts["in_memory_of"], old.facts["amount"]) == ("", "", 5000)
    assert young.facts["donor"]


def test_a_donor_with_nothing_newer_is_forgotten_and_one_with_something_is_not():
    old = paid(LONG_AGO).payment.gift
    still = paid(LONG_AGO).payment.gift.donor
    paid(LATELY, donor=still)
    forget_old_gifts(now())
    old.refresh_from_db()
    assert (old.name, old.donor.email) == ("", "")
    assert Donor.objects.get(pk=still.pk).email


def test_whoever_gives_every_month_is_not_forgotten():
    receipt = paid(LONG_AGO, **MONTHLY)
    forget_old_gifts(now())
    assert Donor.objects.get(pk=receipt.payment.gift.donor_id).email


def test_it_does_nothing_the_second_time():
    paid(LONG_AGO)
    assert forget_old_gifts(now()) == 2
    assert forget_old_gifts(now()) == 0


def test_a_gift_that_was_never_paid_goes_with_its_donor():
    make_gift(started_at=LATELY, donor=make_donor(since=LATELY))
    assert forget_unpaid_gifts(now()) == 2
    assert not Gift.objects.exists()
    assert not Donor.objects.exists()


def test_what_is_paid_young_on_its_way_or_monthly_stays():
    paid(LATELY)
    make_gift()
    make_gift(started_at=LATELY, waiting=True)
    make_gift(started_at=LATELY, **MONTHLY)
    assert forget_unpaid_gifts(now()) == 0
    assert Gift.objects.count() == 4


def test_a_donor_who_has_paid_once_stays_without_the_gift_that_was_not():
    donor = paid(LATELY).payment.gift.donor
    make_gift(donor=donor, started_at=LATELY)
    assert forget_unpaid_gifts(now()) == 1
    assert Donor.objects.get().gifts.count() == 1
    assert Receipt.objects.count() == 1
