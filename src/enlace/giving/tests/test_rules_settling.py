import pytest

from enlace.giving.settling import rules
from enlace.giving.testing import make_comptroller, make_treasurer
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db

TRUTH = """
                                                    F O A V B S E H R N ? >
can_reconcile_gifts      any                          . . . . . . . . . . . Y
"""
CASES = {"any": lambda cast: ()}


def test_the_table_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []


def test_both_roles_of_the_treasury_compare_books():
    assert rules.can_reconcile_gifts(make_treasurer())
    assert rules.can_reconcile_gifts(make_comptroller())
