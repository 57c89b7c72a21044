"""Who may do what with practice notes (network.testing.COLUMNS). The note is Uruguay's if not said otherwise."""

import pytest

from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.mechanisms.lessons import rules
from enlace.mechanisms.lessons.actions import change_practice_note
from enlace.mechanisms.testing import make_note_question, make_practice_note
from enlace.network.testing import make_cast, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                    F O A V B S E H R N ? >
can_add_practice_note        Uruguay                                Y . Y . . . . . . . . .  nor the secretariat
can_add_practice_note        Paraguay                               . Y . . . . . . . . . .
can_change_practice_note     a draft                                Y . Y . . . . . . . . .
can_change_practice_note     a cleared one                          Y . Y . . . . . . . . .
can_change_practice_note     one that was withdrawn                 Y . Y . . . . . . . . .
can_clear_practice_note      a draft                                . . . Y . . . . . . . .
can_clear_practice_note      one that was sent back                 . . . Y . . . . . . . .
can_clear_practice_note      one that was withdrawn                 . . . Y . . . . . . . .
can_clear_practice_note      a cleared one                          . . . . . . . . . . . .
can_clear_practice_note      a draft of Paraguay                    . Y . . . . . . . . . .  it has no validator
can_send_back_practice_note  a draft                                . . . Y . . . . . . . .
can_send_back_practice_note  one that was sent back                 . . . . . . . . . . . .
can_send_back_practice_note  a cleared one                          . . . . . . . . . . . .
can_send_back_practice_note  a draft of Paraguay                    . . . . . . . . . . . .
can_withdraw_practice_note   a cleared one                          Y . Y Y . . . . . . . .
can_withdraw_practice_note   a draft                                . . . . . . . . . . . .
can_withdraw_practice_note   one that was withdrawn                 . . . . . . . . . . . .
can_remove_practice_note     a draft                                Y . Y . . . . . . . . .
can_remove_practice_note     one that was sent back                 Y . Y . . . . . . . . .
can_remove_practice_note     a cleared one                          . . . . . . . . . . . .
can_remove_practice_note     a draft that was cleared once          . . . . . . . . . . . .
can_remove_practice_note     one that was withdrawn                 . . . . . . . . . . . .
can_ask_about_practice_note  a cleared one                          . Y . . . . . . . . . .
can_ask_about_practice_note  a cleared one, for Paraguay            . Y . . . . . . . . . .
can_ask_about_practice_note  a cleared one, for Uruguay             . . . . . . . . . . . .  its own
can_ask_about_practice_note  a draft                                . . . . . . . . . . . .
can_ask_about_practice_note  one that was withdrawn                 . . . . . . . . . . . .
can_ask_about_practice_note  a cleared one of Paraguay              Y . Y . . . . . . . . .
can_reply_to_note_question   a question of Paraguay                 Y . Y . . . . . . . . .
can_reply_to_note_question   one that has a reply                   . . . . . . . . . . . .
can_reply_to_note_question   a reason to send back                  . . . . . . . . . . . .
can_reply_to_note_question   a question to Paraguay                 . Y . . . . . . . . . .
"""


def _sent_back():
    note = make_practice_note(cleared=False)
    make_note_question(note=note, state=note.state)
    return note


def _cleared_once(cast):
    return change_practice_note(make_practice_note(), by=cast.focal_point, title=Texts({"es": "Otra"}))


def _of_paraguay(**fields):
    return make_practice_note(state=make_state("PY"), **fields)


CASES = {
    "Uruguay": lambda cast: (make_state(),),
    "Paraguay": lambda cast: (make_state("PY"),),
    "a draft": lambda cast: (make_practice_note(cleared=False),),
    "a cleared one": lambda cast: (make_practice_note(),),
    "a cleared one, for Paraguay": lambda cast: (make_practice_note(), make_state("PY")),
    "a cleared one, for Uruguay": lambda cast: (make_practice_note(), make_state()),
    "one that was withdrawn": lambda cast: (make_practice_note(withdrawn_at=now()),),
    "one that was sent back": lambda cast: (_sent_back(),),
    "a draft that was cleared once": lambda cast: (_cleared_once(cast),),
    "a draft of Paraguay": lambda cast: (_of_paraguay(cleared=False),),
    "a cleared one of Paraguay": lambda cast: (_of_paraguay(),),
    "a question of Paraguay": lambda cast: (make_note_question(),),
    "one that has a reply": lambda cast: (make_note_question(reply="Poco.", replied_at=now()),),
    "a reason to send back": lambda cast: (_sent_back().questions.get(),),
    "a question to Paraguay": lambda cast: (make_note_question(note=_of_paraguay(), state=make_state()),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
