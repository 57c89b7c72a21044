"""Who may do what at the door, row by row. Of Uruguay but O; H is of the host (network.testing.COLUMNS)."""

from datetime import timedelta

import pytest

from enlace.core.clock import now, today
from enlace.meetings.door import rules
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting, make_session
from enlace.network.testing import make_cast, untrue_rows

TRUTH = """
                                                            F O A V B S E H R N ? >
can_keep_door          a meeting to come                    . . . . . Y . Y Y . . .
can_keep_door          a meeting that ends today            . . . . . Y . Y Y . . .
can_keep_door          a meeting that is over               . . . . . Y . . Y . . .  the host's rights end with it
can_print_badges       a meeting to come                    . . . . . Y . Y Y . . .
can_print_badges       a meeting that is over               . . . . . Y . . Y . . .
can_print_letter       the delegation of Uruguay            Y . Y . . Y . Y Y . . .  a validator does not correspond
can_print_letter       the delegation of the observer       . . . . Y Y . Y Y . . .
can_print_letter       one that is not invited              . . . . . . . . . . . .
can_print_letter       of a cancelled meeting               . . . . . . . . . . . .
can_print_letter       of a meeting that is over            Y . Y . . Y . . Y . . .
can_check_in           a delegate                           . . . . . Y . Y Y . . Y
can_check_in           whose delegation is not approved     . . . . . . . . . . . .
can_check_in           who withdrew                         . . . . . . . . . . . .
can_check_in           of last week's meeting               . . . . . Y . . Y . . Y
can_record_attendance  a session                            . . . . . Y . Y Y . . Y
can_record_attendance  a break                              . . . . . . . . . . . .
can_record_attendance  a cancelled session                  . . . . . . . . . . . .
can_record_attendance  a session of last week               . . . . . Y . . Y . . Y
can_see_attendance     a meeting to come                    Y Y Y Y . Y . Y Y . . .  not an observer
can_see_attendance     a meeting that is over               Y Y Y Y . Y . . Y . . .
"""


def over():
    return make_meeting(begins_on=today() - timedelta(days=7))


def the_observers(cast):
    organisation = cast.observer.person.mandates.get().organisation
    return make_delegation(organisation=organisation)


CASES = {
    "a meeting to come": lambda cast: (make_meeting(),),
    "a meeting that ends today": lambda cast: (make_meeting(begins_on=today() - timedelta(days=1)),),
    "a meeting that is over": lambda cast: (over(),),
    "the delegation of Uruguay": lambda cast: (make_delegation(),),
    "the delegation of the observer": lambda cast: (the_observers(cast),),
    "one that is not invited": lambda cast: (make_delegation(invited_at=None),),
    "of a cancelled meeting": lambda cast: (make_delegation(meeting=make_meeting(cancelled_at=now())),),
    "of a meeting that is over": lambda cast: (make_delegation(meeting=over()),),
    "a delegate": lambda cast: (make_delegate(),),
    "whose delegation is not approved": lambda cast: (make_delegate(delegation=make_delegation()),),
    "who withdrew": lambda cast: (make_delegate(withdrawn_at=now()),),
    "of last week's meeting": lambda cast: (
        make_delegate(delegation=make_delegation(meeting=over(), approved_at=now())),
    ),
    "a session": lambda cast: (make_session(),),
    "a break": lambda cast: (make_session(kind="break"),),
    "a cancelled session": lambda cast: (make_session(cancelled_at=now()),),
    "a session of last week": lambda cast: (make_session(meeting=over()),),
}


@pytest.mark.django_db
def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
