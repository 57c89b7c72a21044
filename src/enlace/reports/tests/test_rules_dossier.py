"""Who makes the dossier of a state (network.testing.COLUMNS): those of the state, and no secretariat."""

import pytest

from enlace.network.testing import make_cast, make_state, untrue_rows
from enlace.reports.dossier import rules

pytestmark = pytest.mark.django_db
TRUTH = """
                                   F O A V B S E H R N ? >
can_make_dossier  one's own state  Y . Y Y . . . . . . . Y
can_make_dossier  another state    . Y . . . . . . . . . Y
can_make_dossier  no member        . . . . . . . . . . . .
"""
CASES = {
    "one's own state": lambda cast: (make_state(),),
    "another state": lambda cast: (make_state("PY"),),
    "no member": lambda cast: (make_state("CL", member=False),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
