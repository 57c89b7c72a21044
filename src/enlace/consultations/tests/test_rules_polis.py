"""Who may import what Polis exported, and remove it again (network.testing.COLUMNS)."""

import pytest

from enlace.consultations.polis import rules
from enlace.consultations.testing import make_consultation, make_priority, make_result, make_statement
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                   F O A V B S E H R N ? >
can_import_polis                  an export                        . . . . . Y . . Y . . .
can_remove_imported_consultation  one that was imported            . . . . . Y . . Y . . .
can_remove_imported_consultation  one that was held here           . . . . . . . . . . . .
can_remove_imported_consultation  one whose result is published    . . . . . . . . . . . .
can_remove_imported_consultation  one of which a priority came     . . . . . . . . . . . .
"""


def _imported():
    return make_consultation(over=True, source={"es": "Una universidad, CC BY 4.0"})


def _published():
    return make_result(consultation=_imported()).consultation


def _with_a_priority():
    statement = make_statement(consultation=_imported())
    make_priority(statement=statement)
    return statement.consultation


CASES = {
    "an export": lambda cast: (),
    "one that was imported": lambda cast: (_imported(),),
    "one that was held here": lambda cast: (make_consultation(over=True),),
    "one whose result is published": lambda cast: (_published(),),
    "one of which a priority came": lambda cast: (_with_a_priority(),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
