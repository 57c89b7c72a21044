"""Who keeps the gifts (network.testing.COLUMNS): nobody of the cast but the secretariat, for sums, and a command."""

import pytest

from enlace.core.clock import now
from enlace.giving.models import Refund
from enlace.giving.testing import make_comptroller, make_donor, make_payment, make_refund, make_treasurer
from enlace.giving.treasury import rules
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                               F O A V B S E H R N ? >
can_read_gifts       any                       . . . . . . . . . . . .  nor the administrator
can_see_totals       any                       . . . . . Y . . Y . . .  what shows no single gift
can_export_gifts     any                       . . . . . . . . . . . .
can_record_gift      any                       . . . . . . . . . . . .
can_correct_donor    a donor                   . . . . . . . . . . . .
can_request_refund   a payment                 . . . . . . . . . . . .
can_approve_refund   one that waits            . . . . . . . . . . . .
can_decline_refund   one that waits            . . . . . . . . . . . .
can_complete_refund  one to be paid by hand    . . . . . . . . . . . .
can_keep_rates       any                       . . . . . . . . . . . Y
can_set_up_currencies  any                     . . . . . . . . . . . Y
can_raise_alone_limit  any                     . . . . . . . . . . . Y
can_set_up_gifts     any                       . . . . . . . . . . . Y  the demonstration does
can_thank_by_letter  any                       . . . . . . . . . . . .
"""
CASES = {
    "any": lambda cast: (),
    "a donor": lambda cast: (make_donor(),),
    "a payment": lambda cast: (make_payment(),),
    "one that waits": lambda cast: (make_refund(),),
    "one to be paid by hand": lambda cast: (by_hand(),),
}


def by_hand(**overrides) -> Refund:
    return make_refund(payment=make_payment(provider="hand"), approved_at=now(), **overrides)


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []


def test_the_treasurer_keeps_and_the_comptroller_reads():
    treasurer, comptroller = make_treasurer(), make_comptroller()
    shared = (rules.can_read_gifts, rules.can_see_totals, rules.can_export_gifts, rules.can_set_up_currencies)
    assert rules.can_raise_alone_limit(comptroller)
    assert not rules.can_raise_alone_limit(treasurer)
    own = (rules.can_record_gift, rules.can_keep_rates, rules.can_set_up_gifts, rules.can_thank_by_letter)
    assert all(rule(user) for rule in shared for user in (treasurer, comptroller))
    assert all(rule(treasurer) and not rule(comptroller) for rule in own)


def test_who_asked_for_a_refund_does_not_approve_it():
    treasurer, other, comptroller = make_treasurer(), make_treasurer("second@example.org"), make_comptroller()
    refund = make_refund(requested_by=treasurer)
    assert not rules.can_approve_refund(treasurer, refund)
    assert rules.can_approve_refund(other, refund)
    assert rules.can_approve_refund(comptroller, refund)
    assert all(rules.can_decline_refund(one, refund) for one in (treasurer, other, comptroller))


@pytest.mark.parametrize("facts", [{"approved_at": now()}, {"declined_at": now()}, {"done_at": now()}, {"failed": "x"}])
def test_only_what_waits_is_approved_or_declined(facts):
    comptroller = make_comptroller()
    refund = make_refund(**facts)
    assert not rules.can_approve_refund(comptroller, refund)
    assert not rules.can_decline_refund(comptroller, refund)


def test_of_a_payment_that_is_given_back_nothing_is_given_back_again():
    treasurer, comptroller = make_treasurer(), make_comptroller()
    payment = make_payment()
    assert rules.can_request_refund(treasurer, payment)
    assert not rules.can_request_refund(comptroller, payment)
    make_refund(payment=payment, amount=payment.amount)
    assert not rules.can_request_refund(treasurer, payment)


def test_only_a_refund_by_hand_is_said_to_be_paid_and_only_a_donor_who_is_there_is_corrected():
    treasurer, comptroller = make_treasurer(), make_comptroller()
    assert rules.can_complete_refund(treasurer, by_hand())
    assert not rules.can_complete_refund(comptroller, by_hand())
    assert not rules.can_complete_refund(treasurer, make_refund(approved_at=now()))
    assert rules.can_correct_donor(treasurer, make_donor())
    assert not rules.can_correct_donor(treasurer, make_donor(email="", erased_at=now()))
