"""Who may do what with papers and contributions. Of Uruguay but O; H is of the host institution of the meeting."""

from datetime import timedelta

import pytest

from enlace.core.clock import now, today
from enlace.files.testing import make_file
from enlace.meetings.papers import rules
from enlace.meetings.testing import (
    make_contribution,
    make_meeting,
    make_paper,
    make_paper_text,
    make_session,
    make_speaker,
)
from enlace.network.testing import make_cast, make_person, untrue_rows

pytestmark = pytest.mark.django_db

TRUTH = """
                                                           F O A V B S E H R N ? >
can_add_paper               a session                      . . . . . Y . Y Y . . Y
can_add_paper               one of a meeting that is over  . . . . . Y . . Y . . Y  the host's rights are over too
can_change_paper            a paper                        . . . . . Y . Y Y . . Y
can_change_paper            the secretariat's own          . . . . . Y . . Y . . Y
can_change_paper            one of a meeting of old        . . . . . Y . . Y . . Y
can_change_paper_text       a file                         . . . . . Y . Y Y . . Y
can_change_paper_text       a file of the secretariat      . . . . . Y . . Y . . Y
can_release_paper           a paper with a file            . . . . . Y . Y Y . . Y
can_release_paper           a paper without one            . . . . . . . . . . . .  there is nothing to read
can_release_paper           a paper                        . . . . . . . . . . . .  it is released
can_take_back_paper         a paper                        . . . . . Y . Y Y . . Y
can_take_back_paper         a paper with a file            . . . . . . . . . . . .  it is not released
can_remove_paper            a paper                        . . . . . . . . . . . .  it is taken back first
can_remove_paper            a paper without one            . . . . . Y . Y Y . . Y
can_tell_of_papers          a meeting with a paper         . . . . . Y . Y Y . . Y
can_tell_of_papers          a meeting without              . . . . . . . . . . . .
can_ask_for_bundle          a meeting with a paper         Y Y Y Y . Y . Y Y . . .
can_ask_for_bundle          a public paper                 Y Y Y Y Y Y Y Y Y Y . .
can_ask_for_bundle          a meeting without              . . . . . . . . . . . .
can_write_contribution      V speaks                       . . . Y . Y . Y Y . . Y
can_write_contribution      N speaks                       . . . . . Y . Y Y Y . Y  an account without a role
can_write_contribution      V has submitted                . . . . . . . . . . . .  it is taken back first
can_write_contribution      V chairs                       . . . . . . . . . . . .  a chair brings nothing
can_write_contribution      V speaks no more               . . . . . . . . . . . .  the session is cancelled
can_change_contribution     V's draft                      . . . Y . Y . Y Y . . Y
can_change_contribution     V's                            . . . . . . . . . . . .
can_submit_contribution     V's draft                      . . . Y . Y . Y Y . . Y
can_submit_contribution     V's                            . . . . . . . . . . . .
can_take_back_contribution  V's draft                      . . . . . . . . . . . .
can_take_back_contribution  V's                            . . . Y . Y . Y Y . . Y
can_agree_to_publication    V speaks                       . . . Y . . . . . . . Y  nobody agrees for somebody else
can_agree_to_publication    who has no account speaks      . . . . . Y . Y Y . . Y  told to those who organise
can_agree_to_publication    who is not known speaks        . . . . . Y . Y Y . . Y
can_erase_slides            V's                            . . . Y . Y . Y Y . . Y
"""


def paper_with_file(**overrides):
    paper = make_paper(**overrides)
    make_file(make_paper_text(paper=paper))
    return paper


def over():
    return make_session(meeting=make_meeting(begins_on=today() - timedelta(days=9)))


def speaker(user, **overrides):
    return make_speaker(person=user.person, **overrides)


CASES = {
    "a session": lambda cast: (make_session(),),
    "one of a meeting that is over": lambda cast: (over(),),
    "a paper": lambda cast: (paper_with_file(),),
    "the secretariat's own": lambda cast: (make_paper(audience="secretariat"),),
    "one of a meeting of old": lambda cast: (make_paper(session=over()),),
    "a file": lambda cast: (make_paper_text(),),
    "a file of the secretariat": lambda cast: (make_paper_text(paper=make_paper(audience="secretariat")),),
    "a paper with a file": lambda cast: (paper_with_file(released_at=None),),
    "a paper without one": lambda cast: (make_paper(released_at=None),),
    "a meeting with a paper": lambda cast: (make_paper().session.meeting,),
    "a public paper": lambda cast: (
        make_paper(
            audience="public", session=make_session(audience="public", meeting=make_meeting(audience="public"))
        ).session.meeting,
    ),
    "a meeting without": lambda cast: (make_session().meeting,),
    "V speaks": lambda cast: (speaker(cast.validator),),
    "N speaks": lambda cast: (make_speaker(person=make_person(user=cast.stranger)),),
    "V has submitted": lambda cast: (make_contribution(speaker=speaker(cast.validator)).speaker,),
    "V chairs": lambda cast: (speaker(cast.validator, part="chair"),),
    "V speaks no more": lambda cast: (speaker(cast.validator, session=make_session(cancelled_at=now())),),
    "V's draft": lambda cast: (make_contribution(speaker=speaker(cast.validator), submitted_at=None),),
    "V's": lambda cast: (make_contribution(speaker=speaker(cast.validator)),),
    "who has no account speaks": lambda cast: (make_speaker(person=make_person()),),
    "who is not known speaks": lambda cast: (make_speaker(),),
}


def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
