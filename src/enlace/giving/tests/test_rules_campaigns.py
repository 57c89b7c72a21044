"""Who keeps the campaigns (network.testing.COLUMNS)."""

import pytest

from enlace.giving.campaigns import rules
from enlace.giving.testing import make_campaign, make_comptroller, make_gift, make_treasurer
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                              F O A V B S E H R N ? >
can_add_campaign       to the list            . . . . . Y . . Y . . Y
can_change_campaign    a draft                . . . . . Y . . Y . . Y
can_change_campaign    a public one           . . . . . Y . . Y . . Y
can_publish_campaign   a draft                . . . . . Y . . Y . . Y
can_publish_campaign   a public one           . . . . . . . . . . . .
can_withdraw_campaign  a draft                . . . . . . . . . . . .
can_withdraw_campaign  a public one           . . . . . Y . . Y . . Y
can_remove_campaign    a draft                . . . . . Y . . Y . . Y
can_remove_campaign    a public one           . . . . . . . . . . . .
can_remove_campaign    a draft with a gift    . . . . . . . . . . . .  its gifts say what they were for
"""


def _draft():
    return make_campaign(audience="secretariat")


CASES = {
    "to the list": lambda cast: (),
    "a draft": lambda cast: (_draft(),),
    "a public one": lambda cast: (make_campaign(),),
    "a draft with a gift": lambda cast: (make_gift(campaign=_draft()).campaign,),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []


def test_the_treasury_keeps_campaigns_and_its_control_does_not():
    treasurer, comptroller, draft, public = make_treasurer(), make_comptroller(), _draft(), make_campaign()
    asked = [
        (rules.can_add_campaign,),
        (rules.can_change_campaign, draft),
        (rules.can_publish_campaign, draft),
        (rules.can_withdraw_campaign, public),
        (rules.can_remove_campaign, draft),
    ]
    assert all(rule(treasurer, *things) for rule, *things in asked)
    assert not any(rule(comptroller, *things) for rule, *things in asked)
