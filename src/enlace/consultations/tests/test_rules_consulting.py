"""Who may do what with consultations (network.testing.COLUMNS)."""

from datetime import timedelta

import pytest

from enlace.consultations.consulting import rules
from enlace.consultations.testing import make_consultation, make_priority, make_result, make_statement, make_voter
from enlace.core.clock import now, today
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                        F O A V B S E H R N ? >
can_add_consultation        at all                      . . . . . Y . . Y . . Y
can_change_consultation     a draft                     . . . . . Y . . Y . . Y
can_change_consultation     an open one                 . . . . . Y . . Y . . Y
can_change_consultation     one that is over            . . . . . Y . . Y . . Y
can_change_consultation     one with its result         . . . . . . . . . . . .
can_set_consultation        a draft                     . . . . . Y . . Y . . Y
can_set_consultation        one opened for later        . . . . . . . . . . . .
can_set_consultation        an open one                 . . . . . . . . . . . .
can_copy_consultation       one with its result         . . . . . Y . . Y . . Y
can_open_consultation       a draft                     . . . . . Y . . Y . . Y
can_open_consultation       an open one                 . . . . . . . . . . . .
can_take_back_consultation  a draft                     . . . . . . . . . . . .
can_take_back_consultation  one opened for later        . . . . . Y . . Y . . Y
can_take_back_consultation  an open one                 . . . . . Y . . Y . . Y
can_take_back_consultation  one that was answered       . . . . . . . . . . . .
can_take_back_consultation  one that is over            . . . . . . . . . . . .
can_close_consultation      a draft                     . . . . . . . . . . . .
can_close_consultation      one opened for later        . . . . . . . . . . . .
can_close_consultation      one that was answered       . . . . . Y . . Y . . Y
can_close_consultation      one that is over            . . . . . . . . . . . .
can_close_consultation      one closed early            . . . . . . . . . . . .
can_remove_consultation     a draft                     . . . . . Y . . Y . . Y
can_remove_consultation     an open one                 . . . . . Y . . Y . . Y
can_remove_consultation     one that was answered       . . . . . . . . . . . .
can_remove_consultation     one that is over            . . . . . Y . . Y . . Y  nobody answered it
can_remove_consultation     one with its result         . . . . . . . . . . . .
can_remove_consultation     one adopted from            . . . . . . . . . . . .
can_see_turnout             a draft                     . . . . . . . . . . . .
can_see_turnout             an open one                 . . . . . Y . . Y . . .
"""
LATER = {"opens_on": today() + timedelta(days=3), "closes_on": today() + timedelta(days=9)}


def _adopted_from():
    statement = make_statement(consultation=make_consultation(over=True))
    return make_priority(statement=statement).statement.consultation


CASES = {
    "at all": lambda cast: (),
    "a draft": lambda cast: (make_consultation(opened=False),),
    "one opened for later": lambda cast: (make_consultation(**LATER),),
    "an open one": lambda cast: (make_consultation(),),
    "one that was answered": lambda cast: (make_voter().consultation,),
    "one that is over": lambda cast: (make_consultation(over=True),),
    "one closed early": lambda cast: (make_consultation(closed_at=now()),),
    "one adopted from": lambda cast: (_adopted_from(),),
    "one with its result": lambda cast: (make_result().consultation,),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
