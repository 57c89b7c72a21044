"""Who may do what with challenges (network.testing.COLUMNS)."""

import pytest

from enlace.consultations.challenges import rules
from enlace.consultations.testing import make_challenge, make_priority
from enlace.core.clock import today
from enlace.network.models import State
from enlace.network.testing import make_cast, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                  F O A V B S E H R N ? >
can_add_challenge           one at all                            Y Y Y . . Y . . Y . . Y
can_add_challenge           for Uruguay                           Y . Y . . Y . . Y . . Y
can_add_challenge           for the secretariat                   . . . . . Y . . Y . . Y
can_change_challenge        of Uruguay                            Y . Y . . Y . . Y . . Y
can_change_challenge        of the secretariat                    . . . . . Y . . Y . . Y
can_change_challenge        of Uruguay, withdrawn                 . . . . . . . . . . . .
can_change_challenge        of Uruguay, answered                  . . . . . Y . . Y . . Y  the public reads it
can_set_challenge           of Uruguay                            . . . . . Y . . Y . . Y
can_set_challenge           of Uruguay, withdrawn                 . . . . . . . . . . . .
can_withdraw_challenge      of Uruguay                            Y . Y . . Y . . Y . . Y
can_withdraw_challenge      of Uruguay, withdrawn                 . . . . . . . . . . . .
can_withdraw_challenge      of Uruguay, answered                  . . . . . . . . . . . .
can_restore_challenge       of Uruguay, withdrawn                 Y . Y . . Y . . Y . . Y
can_restore_challenge       of Uruguay                            . . . . . . . . . . . .
can_share_challenge         by Uruguay, of Paraguay               Y . Y . . . . . . . . Y  each state says so itself
can_share_challenge         by Uruguay, of the secretariat        Y . Y . . . . . . . . Y
can_share_challenge         by Uruguay, of Uruguay                . . . . . . . . . . . .
can_share_challenge         by Uruguay, withdrawn                 . . . . . . . . . . . .
can_stop_sharing_challenge  by Uruguay, of Paraguay               Y . Y . . . . . . . . Y
can_stop_sharing_challenge  by Uruguay, withdrawn                 Y . Y . . . . . . . . Y
"""


def _uruguay():
    return State.objects.get(code="UY")


def _of_secretariat():
    challenge = make_challenge()
    challenge.state = None
    challenge.save()
    return challenge


CASES = {
    "one at all": lambda cast: (),
    "for Uruguay": lambda cast: (_uruguay(),),
    "for the secretariat": lambda cast: (None,),
    "of Uruguay": lambda cast: (make_challenge(),),
    "of the secretariat": lambda cast: (_of_secretariat(),),
    "of Uruguay, withdrawn": lambda cast: (make_challenge(withdrawn_on=today()),),
    "of Uruguay, answered": lambda cast: (make_priority().challenge,),
    "by Uruguay, of Paraguay": lambda cast: (_uruguay(), make_challenge(state=make_state("PY"))),
    "by Uruguay, of the secretariat": lambda cast: (_uruguay(), _of_secretariat()),
    "by Uruguay, of Uruguay": lambda cast: (_uruguay(), make_challenge()),
    "by Uruguay, withdrawn": lambda cast: (
        _uruguay(),
        make_challenge(state=make_state("PY"), withdrawn_on=today()),
    ),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
