"""Who may do what with editions of the register (network.testing.COLUMNS)."""

import pytest

from enlace.mechanisms.editions import rules
from enlace.mechanisms.testing import make_edition, make_open_edition
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                            F O A V B S E H R N ? >
can_add_edition         at all              . . . . . Y . . Y . . Y
can_change_edition      one in preparation  . . . . . Y . . Y . . Y
can_change_edition      an open one         . . . . . Y . . Y . . Y
can_change_edition      a closed one        . . . . . . . . . . . .
can_remove_edition      one in preparation  . . . . . Y . . Y . . Y
can_remove_edition      an open one         . . . . . . . . . . . .
can_remove_edition      a closed one        . . . . . . . . . . . .
can_open_edition        one in preparation  . . . . . Y . . Y . . Y
can_open_edition        an open one         . . . . . . . . . . . .
can_open_edition        a closed one        . . . . . . . . . . . .
can_close_edition       one in preparation  . . . . . . . . . . . .
can_close_edition       an open one         . . . . . Y . . Y . . Y
can_close_edition       a closed one        . . . . . . . . . . . .
can_see_changes_so_far  one in preparation  . . . . . . . . . . . .
can_see_changes_so_far  an open one         . . . . . Y . . Y . . .
can_see_changes_so_far  a closed one        . . . . . . . . . . . .  everybody reads what changed
"""
CASES = {
    "at all": lambda cast: (),
    "one in preparation": lambda cast: (make_edition(opened_at=None, closed_at=None),),
    "an open one": lambda cast: (make_open_edition(),),
    "a closed one": lambda cast: (make_edition(),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
