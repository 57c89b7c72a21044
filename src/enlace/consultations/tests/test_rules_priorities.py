"""Who may do what with priorities (network.testing.COLUMNS). H hosts the meeting whose session it is."""

from datetime import timedelta

import pytest

from enlace.consultations.priorities import rules
from enlace.consultations.testing import make_consultation, make_priority, make_priority_review, make_statement
from enlace.core.clock import now, today
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_cast, make_institution, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                F O A V B S E H R N ? >
can_see_candidates     a consultation that is over              . . . . . Y . Y Y . . .
can_see_candidates     one that is over, no meeting coming      . . . . . Y . . Y . . .  the host hosts no other
can_see_candidates     an open consultation                     . . . . . . . . . . . .
can_adopt_priorities   a session of today                       . . . . . Y . Y Y . . Y
can_adopt_priorities   of a meeting that is over                . . . . . Y . . Y . . Y  the host's rights end with it
can_adopt_priorities   of another host                          . . . . . Y . . Y . . Y
can_adopt_priorities   a session to come                        . . . . . . . . . . . .
can_adopt_priorities   a cancelled session                      . . . . . . . . . . . .
can_adopt_priorities   of a cancelled meeting                   . . . . . . . . . . . .
can_adopt_priorities   a break                                  . . . . . . . . . . . .
can_add_priority       on record                                . . . . . Y . . Y . . Y
can_change_priority    adopted today                            . . . . . Y . . Y . . Y
can_withdraw_priority  adopted today                            . . . . . Y . Y Y . . Y
can_withdraw_priority  adopted at a meeting that is over        . . . . . Y . . Y . . Y
can_withdraw_priority  reviewed                                 . . . . . . . . . . . .
can_withdraw_priority  up for review                            . . . . . . . . . . . .
can_review_priority    by a later meeting                       . . . . . Y . Y Y . . Y
can_review_priority    by the same meeting                      . . . . . . . . . . . .
can_review_priority    by a session to come                     . . . . . . . . . . . .
can_review_priority    concluded before                         . . . . . . . . . . . .
can_remove_review      the last                                 . . . . . Y . Y Y . . Y
can_remove_review      an earlier one                           . . . . . . . . . . . .
"""
LAST_YEAR = today() - timedelta(days=365)


def _today(**overrides):
    """A session of today, of a meeting that the cast's host hosts."""
    meeting = overrides.pop("meeting", None) or make_meeting(begins_on=today())
    return make_session(meeting=meeting, day=overrides.pop("day", meeting.begins_on), **overrides)


def _last_year():
    return make_session(meeting=make_meeting(begins_on=LAST_YEAR))


def _before():
    return make_priority(session=_last_year(), adopted_on=LAST_YEAR)


def _reviewed():
    return make_priority_review(priority=make_priority(session=_today()), session=_today())


def _review(**overrides):
    return make_priority_review(priority=_before(), session=_today(), **overrides)


def _up_for_review():
    priority = make_priority(session=_today())
    make_statement(priority=priority)
    return priority


def _earlier():
    review = _review(reviewed_on=today() - timedelta(days=1))
    make_priority_review(priority=review.priority, session=_today())
    return review


def _coming_meeting():
    make_meeting()
    return make_consultation(over=True)


CASES = {
    "a consultation that is over": lambda cast: (_coming_meeting(),),
    "one that is over, no meeting coming": lambda cast: (make_consultation(over=True),),
    "an open consultation": lambda cast: (make_consultation(),),
    "a session of today": lambda cast: (_today(),),
    "of a meeting that is over": lambda cast: (_last_year(),),
    "of another host": lambda cast: (_today(meeting=make_meeting(begins_on=today(), host=make_institution("PY"))),),
    "a session to come": lambda cast: (make_session(),),
    "a cancelled session": lambda cast: (_today(cancelled_at=now()),),
    "of a cancelled meeting": lambda cast: (_today(meeting=make_meeting(begins_on=today(), cancelled_at=now())),),
    "a break": lambda cast: (_today(kind="break"),),
    "on record": lambda cast: (),
    "adopted today": lambda cast: (make_priority(session=_today()),),
    "adopted at a meeting that is over": lambda cast: (_before(),),
    "reviewed": lambda cast: (_reviewed().priority,),
    "up for review": lambda cast: (_up_for_review(),),
    "by a later meeting": lambda cast: (_today(), _before()),
    "by the same meeting": lambda cast: ((session := _today()), make_priority(session=session)),
    "by a session to come": lambda cast: (make_session(), _before()),
    "concluded before": lambda cast: (_today(), _review(outcome="concluded").priority),
    "the last": lambda cast: (_review(),),
    "an earlier one": lambda cast: (_earlier(),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
