"""Who may do what with self-assessments (network.testing.COLUMNS): those of the state alone, and no other."""

import pytest

from enlace.core.clock import now
from enlace.mechanisms.assessments import rules
from enlace.mechanisms.testing import make_assessment
from enlace.network.testing import make_cast, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                         F O A V B S E H R N ? >
can_begin_assessment   one's own state   Y . Y Y . . . . . . . .
can_begin_assessment   another state     . Y . . . . . . . . . .
can_save_finding       an open one       Y . Y Y . . . . . . . .
can_save_finding       another's         . Y . . . . . . . . . .
can_save_finding       a closed one      . . . . . . . . . . . .
can_close_assessment   an open one       Y . Y Y . . . . . . . .
can_close_assessment   a closed one      . . . . . . . . . . . .
can_remove_assessment  an open one       Y . Y Y . . . . . . . .
can_remove_assessment  a closed one      . . . . . . . . . . . .
"""
CASES = {
    "one's own state": lambda cast: (make_state(),),
    "another state": lambda cast: (make_state("PY"),),
    "an open one": lambda cast: (make_assessment(),),
    "another's": lambda cast: (make_assessment(state=make_state("PY")),),
    "a closed one": lambda cast: (make_assessment(closed_at=now()),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
