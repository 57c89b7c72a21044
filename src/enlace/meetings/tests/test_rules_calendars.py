"""Who may do what with calendars, row by row (network.testing.COLUMNS)."""

import pytest

from enlace.core.clock import now
from enlace.meetings.calendars import rules
from enlace.meetings.testing import make_calendar_feed
from enlace.network.testing import make_cast, rows, untrue_rows

TRUTH = """
                                                   F O A V B S E H R N ? >
can_make_feed      any                             Y Y Y Y Y Y Y Y Y Y . .
can_make_feed      five of the focal point's work  . Y Y Y Y Y Y Y Y Y . .
can_make_feed      one of five is revoked          Y Y Y Y Y Y Y Y Y Y . .
can_revoke_feed    the focal point's               Y . . . . . . . . . . .  nobody else, not the administrator
can_revoke_feed    revoked                         . . . . . . . . . . . .
"""


def feeds(user, number=1, **facts):
    return [make_calendar_feed(user=user, **facts) for _ in range(number)]


def nothing(made):
    return ()


CASES = {
    "any": lambda cast: (),
    "five of the focal point's work": lambda cast: nothing(feeds(cast.focal_point, 5)),
    "one of five is revoked": lambda cast: nothing(
        feeds(cast.focal_point, 4) + feeds(cast.focal_point, revoked_at=now())
    ),
    "the focal point's": lambda cast: (feeds(cast.focal_point)[0],),
    "revoked": lambda cast: (feeds(cast.focal_point, revoked_at=now())[0],),
}


@pytest.mark.django_db
def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []


def test_every_rule_has_a_row():
    assert {row.rule for row in rows(TRUTH)} == {name for name in vars(rules) if name.startswith("can_")}
