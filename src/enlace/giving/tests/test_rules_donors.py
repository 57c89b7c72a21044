"""What a donor's link opens (network.testing.COLUMNS): who holds it needs no account, and an account is no link."""

import pytest
from django.contrib.auth.models import AnonymousUser

from enlace.core.clock import now
from enlace.giving.donors import rules
from enlace.giving.donors.links import Holder
from enlace.giving.testing import make_comptroller, make_donor, make_gift, make_treasurer
from enlace.network.testing import fresh, make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                  F O A V B S E H R N ? >
can_stop_gift              with the link          Y Y Y Y Y Y Y Y Y Y Y .
can_stop_gift              without it             . . . . . . . . . . . .
can_stop_gift              with another's link    . . . . . . . . . . . .
can_stop_gift              one that has ended     . . . . . . . . . . . .
can_stop_gift              one that is ending     . . . . . . . . . . . .
can_stop_gift              a paused one           Y Y Y Y Y Y Y Y Y Y Y .
can_stop_gift              one given once         . . . . . . . . . . . .
can_pause_gift             with the link          Y Y Y Y Y Y Y Y Y Y Y .
can_pause_gift             without it             . . . . . . . . . . . .
can_pause_gift             a paused one           . . . . . . . . . . . .
can_resume_gift            with the link          . . . . . . . . . . . .
can_resume_gift            a paused one           Y Y Y Y Y Y Y Y Y Y Y .
can_change_gift_amount     with the link          Y Y Y Y Y Y Y Y Y Y Y .
can_change_gift_amount     without it             . . . . . . . . . . . .
can_change_gift_amount     one that has ended     . . . . . . . . . . . .
can_change_gift_card       with the link          Y Y Y Y Y Y Y Y Y Y Y .
can_change_gift_card       with another's link    . . . . . . . . . . . .
can_change_gift_card       one that has ended     . . . . . . . . . . . .
can_change_gift_thanks     with the link          Y Y Y Y Y Y Y Y Y Y Y .
can_change_gift_thanks     with another's link    . . . . . . . . . . . .
can_change_donor_language  the holder             Y Y Y Y Y Y Y Y Y Y Y .
can_change_donor_language  somebody else          . . . . . . . . . . . .
can_renew_donor_link       the holder             Y Y Y Y Y Y Y Y Y Y Y .
can_renew_donor_link       somebody else          . . . . . . . . . . . .
can_ask_donor_link         anybody                Y Y Y Y Y Y Y Y Y Y Y .
can_export_donor           the holder             Y Y Y Y Y Y Y Y Y Y Y .
can_export_donor           somebody else          . . . . . . . . . . . .
can_erase_donor            the holder             Y Y Y Y Y Y Y Y Y Y Y .
can_erase_donor            somebody else          . . . . . . . . . . . .
can_erase_donor            an erased one          . . . . . . . . . . . .
"""


def _monthly(**overrides):
    return make_gift(**{"rhythm": "monthly", "subscription": "sub"} | overrides)


def _held(gift):
    return gift, Holder(gift.donor_id)


def _of(donor):
    return donor, Holder(donor.pk)


CASES = {
    "with the link": lambda cast: _held(_monthly()),
    "without it": lambda cast: (_monthly(),),
    "with another's link": lambda cast: (_monthly(), Holder(make_donor().pk)),
    "one that has ended": lambda cast: _held(_monthly(ended_at=now())),
    "one that is ending": lambda cast: _held(_monthly(ended_by="donor")),
    "a paused one": lambda cast: _held(_monthly(paused_at=now())),
    "one given once": lambda cast: _held(make_gift()),
    "the holder": lambda cast: _of(make_donor()),
    "somebody else": lambda cast: (make_donor(), Holder(make_donor().pk)),
    "anybody": lambda cast: (),
    "an erased one": lambda cast: _of(make_donor(erased_at=now(), email="")),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []


def test_the_treasurer_helps_with_stopping_exporting_and_erasing_alone():
    treasurer, comptroller, gift = fresh(make_treasurer()), fresh(make_comptroller()), _monthly()
    assert rules.can_stop_gift(treasurer, gift)
    assert rules.can_export_donor(treasurer, gift.donor)
    assert rules.can_erase_donor(treasurer, gift.donor)
    assert not rules.can_pause_gift(treasurer, gift)
    assert not rules.can_change_gift_amount(treasurer, gift)
    assert not any(rule(comptroller, gift) for rule in (rules.can_stop_gift, rules.can_change_gift_card))
    assert not rules.can_erase_donor(comptroller, gift.donor)
    assert not rules.can_export_donor(AnonymousUser(), gift.donor)
