import pytest

from enlace.network.testing import make_cast, untrue_rows
from enlace.themes import rules

TRUTH = """
                        F O A V B S E H R N ? >
can_import_themes  any  . . . . . . . . Y . . Y
"""
CASES = {"any": lambda cast: ()}


@pytest.mark.django_db
def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
