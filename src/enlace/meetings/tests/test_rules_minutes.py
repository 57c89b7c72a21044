"""Who may do what with minutes, decisions and their approval (network.testing.COLUMNS). H hosts the meeting."""

from datetime import timedelta

import pytest

from enlace.core.clock import now, today
from enlace.meetings.minutes import rules
from enlace.meetings.testing import make_approval, make_decision, make_meeting, make_session
from enlace.network.models import Membership, State
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                        F O A V B S E H R N ? >
can_write_minutes      a session                        . . . . . Y . Y Y . . Y
can_write_minutes      of a meeting that is over        . . . . . Y . . Y . . Y  the host's rights end with it
can_write_minutes      a cancelled session              . . . . . . . . . . . .
can_write_minutes      while a round is open            . . . . . . . . . . . .
can_write_minutes      after approval                   . . . . . . . . . . . .
can_write_minutes      after objections                 . . . . . Y . Y Y . . Y
can_record_decision    a meeting                        . . . . . Y . Y Y . . Y
can_record_decision    a meeting whose round is open    . . . . . . . . . . . .
can_change_decision    a decision                       . . . . . Y . Y Y . . Y
can_change_decision    a decision that circulates       . . . . . . . . . . . .
can_remove_decision    a decision                       . . . . . Y . Y Y . . Y
can_remove_decision    a decision that circulates       . . . . . . . . . . . .
can_finish_decision    a decision of Uruguay            Y . Y . . Y . . Y . . Y
can_finish_decision    a decision of the observer       . . . . Y Y . . Y . . Y
can_finish_decision    a decision of Uruguay, done      . . . . . . . . . . . .
can_reopen_decision    a decision of Uruguay, done      Y . Y . . Y . . Y . . Y
can_reopen_decision    a decision of Uruguay            . . . . . . . . . . . .
can_open_approval      a meeting                        . . . . . Y . . Y . . Y
can_open_approval      a meeting whose round is open    . . . . . . . . . . . .
can_withdraw_approval  an open round                    . . . . . Y . . Y . . Y
can_withdraw_approval  a round whose day has passed     . . . . . . . . . . . .
can_withdraw_approval  a settled round                  . . . . . . . . . . . .
can_answer_approval    Uruguay                          Y . Y . . . . . . . . Y  nobody answers for another state
can_answer_approval    Uruguay, after the last day      . . . . . . . . . . . .
can_answer_approval    Uruguay, settled                 . . . . . . . . . . . .
can_answer_approval    Uruguay, no member when opened   . . . . . . . . . . . .
"""
YESTERDAY = today() - timedelta(days=1)


def _over():
    return make_meeting(begins_on=today() - timedelta(days=2))


def _with_round(**overrides):
    return make_approval(**overrides).meeting


def _of_observer(cast):
    return make_decision(organisation=cast.observer.person.mandates.get().organisation)


def _late_member(cast):
    Membership.objects.filter(state__code="UY").update(since=today())
    return _uruguay(cast, opened_at=now() - timedelta(days=3))


def _uruguay(cast, **overrides):
    return State.objects.get(code="UY"), make_approval(**overrides)


def _of_uruguay(cast, **overrides):
    return make_decision(state=State.objects.get(code="UY"), **overrides)


CASES = {
    "a session": lambda cast: (make_session(),),
    "of a meeting that is over": lambda cast: (make_session(meeting=_over()),),
    "a cancelled session": lambda cast: (make_session(cancelled_at=now()),),
    "while a round is open": lambda cast: (make_session(meeting=_with_round()),),
    "after approval": lambda cast: (make_session(meeting=_with_round(settled_at=now(), approved_at=now())),),
    "after objections": lambda cast: (make_session(meeting=_with_round(settled_at=now(), closes_on=YESTERDAY)),),
    "a meeting": lambda cast: (make_meeting(),),
    "a meeting whose round is open": lambda cast: (_with_round(),),
    "a decision": lambda cast: (make_decision(),),
    "a decision that circulates": lambda cast: (make_decision(meeting=_with_round()),),
    "a decision of Uruguay": lambda cast: (_of_uruguay(cast),),
    "a decision of the observer": lambda cast: (_of_observer(cast),),
    "a decision of Uruguay, done": lambda cast: (_of_uruguay(cast, done_on=today()),),
    "an open round": lambda cast: (make_approval(),),
    "a round whose day has passed": lambda cast: (make_approval(closes_on=YESTERDAY),),
    "a settled round": lambda cast: (make_approval(settled_at=now()),),
    "Uruguay": lambda cast: _uruguay(cast),
    "Uruguay, after the last day": lambda cast: _uruguay(cast, closes_on=YESTERDAY),
    "Uruguay, settled": lambda cast: _uruguay(cast, settled_at=now()),
    "Uruguay, no member when opened": _late_member,
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
