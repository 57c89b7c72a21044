"""Who may do what with review rounds (network.testing.COLUMNS)."""

from datetime import timedelta

import pytest

from enlace.commitments.rounds import rules
from enlace.commitments.testing import make_review_round
from enlace.core.clock import now, today
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                F O A V B S E H R N ? >
can_add_round         at all                    . . . . . Y . . Y . . Y
can_change_round      a draft                   . . . . . Y . . Y . . Y
can_change_round      one opened for later      . . . . . Y . . Y . . Y
can_change_round      an open one               . . . . . Y . . Y . . Y
can_change_round      one in its days of grace  . . . . . Y . . Y . . Y
can_change_round      a closed one              . . . . . . . . . . . .
can_open_round        a draft                   . . . . . Y . . Y . . Y
can_open_round        one opened for later      . . . . . . . . . . . .
can_open_round        an open one               . . . . . . . . . . . .
can_open_round        a closed one              . . . . . . . . . . . .
can_close_round       a draft                   . . . . . . . . . . . .
can_close_round       one opened for later      . . . . . . . . . . . .
can_close_round       an open one               . . . . . Y . . Y . . Y
can_close_round       one in its days of grace  . . . . . Y . . Y . . Y
can_close_round       a closed one              . . . . . . . . . . . .
can_remove_round      a draft                   . . . . . Y . . Y . . Y
can_remove_round      one opened for later      . . . . . Y . . Y . . Y
can_remove_round      an open one               . . . . . . . . . . . .
can_remove_round      a closed one              . . . . . . . . . . . .
can_see_live_report   a draft                   . . . . . . . . . . . .
can_see_live_report   an open one               . . . . . Y . . Y . . .
can_see_live_report   one in its days of grace  . . . . . Y . . Y . . .
can_see_live_report   a closed one              . . . . . . . . . . . .  its report is kept
"""
DAY = timedelta(days=1)
CASES = {
    "at all": lambda cast: (),
    "a draft": lambda cast: (make_review_round(opened=False),),
    "one opened for later": lambda cast: (make_review_round(opens_on=today() + 3 * DAY),),
    "an open one": lambda cast: (make_review_round(),),
    "one in its days of grace": lambda cast: (make_review_round(closes_on=today() - 3 * DAY),),
    "a closed one": lambda cast: (make_review_round(closed_at=now()),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
