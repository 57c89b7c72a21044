"""Who may do what with tables of commitments and with targets (network.testing.COLUMNS)."""

import pytest

from enlace.commitments.exchange import rules
from enlace.commitments.testing import make_commitment, make_target
from enlace.network.testing import make_cast, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                       F O A V B S E H R N ? >
can_import_commitments  a table                        . . . . . Y . . Y . . Y
can_add_target          a table                        . . . . . Y . . Y . . Y
can_change_target       a target                       . . . . . Y . . Y . . .
can_remove_target       a target                       . . . . . Y . . Y . . .
can_remove_target       one that a commitment serves   . . . . . . . . . . . .
can_link_target         a commitment of Uruguay        Y . Y . . Y . . Y . . .
can_link_target         a joint one of Uruguay         Y Y Y . . Y . . Y . . .
"""


def _served():
    target = make_target()
    make_commitment().targets.add(target)
    return target


CASES = {
    "a table": lambda cast: (),
    "a target": lambda cast: (make_target(),),
    "one that a commitment serves": lambda cast: (_served(),),
    "a commitment of Uruguay": lambda cast: (make_commitment(),),
    "a joint one of Uruguay": lambda cast: (make_commitment(parties=[make_state(), make_state("PY")]),),
}


def test_the_rules_answer_as_the_table_says():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
