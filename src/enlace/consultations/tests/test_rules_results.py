"""Who may do what with the result of a consultation (network.testing.COLUMNS)."""

from datetime import timedelta

import pytest

from enlace.consultations.results import rules
from enlace.consultations.testing import make_consultation, make_result
from enlace.core.clock import now, today
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                 F O A V B S E H R N ? >
can_see_live_result  open, attributed            . . . . . Y . . Y . . Y
can_see_live_result  open, anonymous             . . . . . . . . . . . .  no live results of anonymous answers
can_see_live_result  over, attributed            . . . . . Y . . Y . . Y
can_see_live_result  over, anonymous             . . . . . Y . . Y . . Y
can_see_live_result  closed early, anonymous     . . . . . Y . . Y . . Y
can_see_live_result  a draft                     . . . . . . . . . . . .
can_see_live_result  opened for a later day      . . . . . . . . . . . .
can_publish_result   over, attributed            . . . . . Y . . Y . . Y
can_publish_result   over, anonymous             . . . . . Y . . Y . . Y
can_publish_result   open, attributed            . . . . . . . . . . . .
can_publish_result   open, anonymous             . . . . . . . . . . . .
can_publish_result   published for members       . . . . . . . . . . . .
can_withdraw_result  published for members       . . . . . Y . . Y . . Y
can_withdraw_result  over, attributed            . . . . . . . . . . . .
can_change_result    published for members       . . . . . Y . . Y . . Y
can_change_result    over, attributed            . . . . . . . . . . . .
can_export_result    published for members       Y Y Y Y . Y . . Y . . Y
can_export_result    published for everybody     Y Y Y Y . Y . . Y . . Y  others get the findings alone
can_export_result    published for secretaries   . . . . . Y . . Y . . Y
can_export_result    published, anonymous        . . . . . . . . . . . .  there is no row for a voice
can_export_result    over, attributed            . . . . . . . . . . . .
"""


def _over(**overrides):
    return (make_consultation(over=True, **overrides),)


def _published(**overrides):
    (consultation,) = _over(**overrides)
    make_result(consultation=consultation)
    return (consultation,)


def _later(_cast):
    return (make_consultation(opens_on=today() + timedelta(days=3), closes_on=today() + timedelta(days=9)),)


CASES = {
    "open, attributed": lambda cast: (make_consultation(),),
    "open, anonymous": lambda cast: (make_consultation(attribution="anonymous"),),
    "over, attributed": lambda cast: _over(),
    "over, anonymous": lambda cast: _over(attribution="anonymous"),
    "closed early, anonymous": lambda cast: (make_consultation(attribution="anonymous", closed_at=now()),),
    "a draft": lambda cast: (make_consultation(opened=False),),
    "opened for a later day": _later,
    "published for members": lambda cast: _published(),
    "published for everybody": lambda cast: _published(audience="public"),
    "published for secretaries": lambda cast: _published(audience="secretariat"),
    "published, anonymous": lambda cast: _published(attribution="anonymous"),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
