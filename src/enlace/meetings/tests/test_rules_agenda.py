"""Who may do what with the agenda, row by row. H is an officer of the host (network.testing.COLUMNS)."""

from datetime import timedelta

import pytest

from enlace.core.clock import now, today
from enlace.meetings.agenda import rules
from enlace.meetings.testing import (
    make_contribution,
    make_decision,
    make_meeting,
    make_minutes_version,
    make_paper,
    make_session,
    make_speaker,
)
from enlace.network.testing import make_cast, make_institution, untrue_rows

pytestmark = pytest.mark.django_db

TRUTH = """
                                                         F O A V B S E H R N ? >
can_edit_agenda        one ahead                         . . . . . Y . Y Y . . Y
can_edit_agenda        one of another host               . . . . . Y . . Y . . Y
can_edit_agenda        one that is over                  . . . . . Y . . Y . . Y  the host's rights ended with it
can_edit_agenda        one that is cancelled             . . . . . . . . . . . .
can_see_draft_agenda   one ahead                         . . . . . Y . Y Y . . .
can_see_draft_agenda   one of another host               . . . . . Y . . Y . . .
can_see_draft_agenda   one that is cancelled             . . . . . Y . Y Y . . .
can_publish_agenda     one ahead                         . . . . . Y . Y Y . . Y
can_publish_agenda     one that is over                  . . . . . Y . . Y . . Y
can_publish_agenda     one that is cancelled             . . . . . . . . . . . .
can_cancel_session     a published session               . . . . . Y . Y Y . . Y
can_cancel_session     a draft                           . . . . . . . . . . . .  it is removed instead
can_cancel_session     a cancelled session               . . . . . . . . . . . .
can_cancel_session     a session of a cancelled meeting  . . . . . . . . . . . .
can_restore_session    a cancelled session               . . . . . Y . Y Y . . Y
can_restore_session    a published session               . . . . . . . . . . . .
can_remove_session     a draft                           . . . . . Y . Y Y . . Y
can_remove_session     a published session               . . . . . . . . . . . .  it is cancelled instead
can_remove_session     a draft with a paper              . . . . . . . . . . . .
can_remove_session     a draft with minutes              . . . . . . . . . . . .
can_remove_session     a draft with a decision           . . . . . . . . . . . .
can_remove_session     a draft with a contribution       . . . . . . . . . . . .
can_remove_speaker     a speaker                         . . . . . Y . Y Y . . Y
can_remove_speaker     a speaker who contributed         . . . . . . . . . . . .
can_join_session       a published session               Y Y Y Y . Y . Y Y . . .
can_join_session       one in which the editor speaks    Y Y Y Y . Y Y Y Y . . .
can_join_session       one that names the observer       Y Y Y Y Y Y . Y Y . . .
can_join_session       one for everybody                 Y Y Y Y Y Y . Y Y . . .  to read of it is not to join it
can_join_session       a draft                           . . . . . Y . Y Y . . .
can_join_session       a cancelled session               . . . . . . . . . . . .
can_join_session       one that was held                 . . . . . . . . . . . .
"""


def meeting(**overrides):
    return (make_meeting(**overrides),)


def session(**overrides):
    return (make_session(**overrides),)


def draft(*makers, **overrides):
    made = make_session(published=False)
    for make in makers:
        make(session=made, **overrides)
    return (made,)


LONG_AGO = today() - timedelta(days=30)


def of_the_observer(cast):
    organisation = cast.observer.person.mandates.get().organisation
    meeting = make_meeting(audience="network")
    return session(meeting=meeting, audience="invited", observers=[organisation])


CASES = {
    "one ahead": lambda cast: meeting(),
    "one of another host": lambda cast: meeting(host=make_institution("PY")),
    "one that is over": lambda cast: meeting(begins_on=LONG_AGO),
    "one that is cancelled": lambda cast: meeting(cancelled_at=now()),
    "a published session": lambda cast: session(),
    "a draft": lambda cast: draft(),
    "a cancelled session": lambda cast: session(cancelled_at=now()),
    "a session of a cancelled meeting": lambda cast: session(meeting=make_meeting(cancelled_at=now())),
    "a draft with a paper": lambda cast: draft(make_paper),
    "a draft with minutes": lambda cast: draft(make_minutes_version),
    "a draft with a decision": lambda cast: draft(make_decision),
    "a draft with a contribution": lambda cast: (
        make_contribution(speaker=make_speaker(session=make_session(published=False))).speaker.session,
    ),
    "a speaker": lambda cast: (make_speaker(),),
    "a speaker who contributed": lambda cast: (make_contribution().speaker,),
    "one in which the editor speaks": lambda cast: (make_speaker(person=cast.editor.person).session,),
    "one that names the observer": of_the_observer,
    "one for everybody": lambda cast: session(meeting=make_meeting(audience="public"), audience="public"),
    "one that was held": lambda cast: session(meeting=make_meeting(begins_on=LONG_AGO)),
}


def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
