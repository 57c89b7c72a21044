"""Who may do what with editions, row by row. H is an officer of the host (network.testing.COLUMNS)."""

from datetime import timedelta

import pytest

from enlace.core.clock import now, today
from enlace.files.testing import make_file
from enlace.meetings.editions import rules
from enlace.meetings.testing import make_meeting, make_photo
from enlace.network.testing import make_cast, make_institution, untrue_rows

pytestmark = pytest.mark.django_db

TRUTH = """
                                                F O A V B S E H R N ? >
can_add_meeting      any                        . . . . . Y . . Y . . Y
can_change_meeting   one ahead                  . . . . . Y . Y Y . . Y
can_change_meeting   one of another host        . . . . . Y . . Y . . Y
can_change_meeting   one whose last day is today  . . . . . Y . Y Y . . Y  the host's rights last through it
can_change_meeting   one that is over           . . . . . Y . . Y . . Y  the host's rights ended with it
can_change_meeting   one that is cancelled      . . . . . . . . . . . .  restore it first
can_set_meeting      one ahead                  . . . . . Y . . Y . . Y
can_set_meeting      one that is cancelled      . . . . . . . . . . . .
can_cancel_meeting   one ahead                  . . . . . Y . . Y . . Y
can_cancel_meeting   one that is over           . . . . . . . . . . . .
can_cancel_meeting   one that is cancelled      . . . . . . . . . . . .  nobody is told twice
can_restore_meeting  one that is cancelled      . . . . . Y . . Y . . Y
can_restore_meeting  one cancelled and over     . . . . . . . . . . . .
can_restore_meeting  one ahead                  . . . . . . . . . . . .
can_copy_meeting     one that is over           . . . . . Y . . Y . . Y
can_join_meeting     one ahead                  Y Y Y Y . Y . Y Y . . .  observers join their sessions
can_join_meeting     one of the secretariat's   . . . . . Y . Y Y . . .
can_join_meeting     one that is over           . . . . . . . . . . . .
can_join_meeting     one that is cancelled      . . . . . . . . . . . .
can_see_host_page    one ahead                  . . . . . Y . Y Y . . .
can_see_host_page    one that is over           . . . . . Y . . Y . . .
can_change_photos    one ahead                  . . . . . Y . Y Y . . Y
can_change_photos    one that is over           . . . . . Y . . Y . . Y
can_fill_photo       a photo without a picture  . . . . . Y . Y Y . . Y
can_fill_photo       a photo with its picture   . . . . . . . . . . . .  another picture is another photo
"""


def meeting(**overrides):
    return (make_meeting(**overrides),)


def filled():
    photo = make_photo()
    make_file(photo, name="photo.jpg")
    return (photo,)


LONG_AGO = today() - timedelta(days=30)
CASES = {
    "any": lambda cast: (),
    "one ahead": lambda cast: meeting(),
    "one of another host": lambda cast: meeting(host=make_institution("PY")),
    "one whose last day is today": lambda cast: meeting(begins_on=today() - timedelta(days=1)),
    "one that is over": lambda cast: meeting(begins_on=LONG_AGO),
    "one that is cancelled": lambda cast: meeting(cancelled_at=now()),
    "one cancelled and over": lambda cast: meeting(cancelled_at=now(), begins_on=LONG_AGO),
    "one of the secretariat's": lambda cast: meeting(audience="secretariat"),
    "a photo without a picture": lambda cast: (make_photo(),),
    "a photo with its picture": lambda cast: filled(),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
