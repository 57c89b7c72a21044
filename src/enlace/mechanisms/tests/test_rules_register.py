"""Who keeps the register (network.testing.COLUMNS). The mechanism is Uruguay's."""

import pytest
from django.utils import timezone

from enlace.mechanisms.register import rules
from enlace.mechanisms.testing import make_entry, make_mechanism, make_questionnaire
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                  F O A V B S E H R N ? >
can_add_mechanism         to the register         . . . . . Y . . Y . . Y
can_change_mechanism      a published one         . . . . . Y . . Y . . Y  the state answers questionnaires
can_change_mechanism      a draft                 . . . . . Y . . Y . . Y
can_erase_mechanism_file  a published one         . . . . . Y . . Y . . Y
can_publish_mechanism     a draft                 . . . . . Y . . Y . . Y
can_publish_mechanism     a published one         . . . . . . . . . . . .
can_publish_mechanism     a withdrawn one         . . . . . Y . . Y . . Y
can_withdraw_mechanism    a published one         . . . . . Y . . Y . . Y
can_withdraw_mechanism    a draft                 . . . . . . . . . . . .
can_withdraw_mechanism    a withdrawn one         . . . . . . . . . . . .
can_remove_mechanism      a draft                 . . . . . Y . . Y . . Y
can_remove_mechanism      a published one         . . . . . . . . . . . .
can_remove_mechanism      a withdrawn one         . . . . . . . . . . . .
can_remove_mechanism      a draft that was asked  . . . . . . . . . . . .
can_remove_mechanism      a draft of an edition   . . . . . . . . . . . .
"""


def _draft():
    return make_mechanism(published=False)


CASES = {
    "to the register": lambda cast: (),
    "a published one": lambda cast: (make_mechanism(),),
    "a draft": lambda cast: (_draft(),),
    "a withdrawn one": lambda cast: (make_mechanism(withdrawn_at=timezone.now()),),
    "a draft that was asked": lambda cast: (make_questionnaire(mechanism=_draft()).mechanism,),
    "a draft of an edition": lambda cast: (make_entry(mechanism=_draft(), public=False).mechanism,),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
