"""Everybody may give (network.testing.COLUMNS)."""

import pytest

from enlace.giving.entry import rules
from enlace.giving.testing import make_comptroller, make_treasurer
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                          F O A V B S E H R N ? >
can_give    anything      Y Y Y Y Y Y Y Y Y Y Y .
"""
CASES = {"anything": lambda cast: ()}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
    assert rules.can_give(make_treasurer())
    assert rules.can_give(make_comptroller())
