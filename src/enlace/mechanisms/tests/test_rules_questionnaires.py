"""Who may do what with questionnaires (network.testing.COLUMNS). The mechanism is Uruguay's if not said otherwise."""

import pytest

from enlace.core.clock import now
from enlace.mechanisms.questionnaires import rules
from enlace.mechanisms.testing import (
    make_edition,
    make_field_question,
    make_mechanism,
    make_open_edition,
    make_questionnaire,
)
from enlace.network.testing import make_cast, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                    F O A V B S E H R N ? >
can_send_questionnaires      of an open edition                     . . . . . Y . . Y . . Y
can_send_questionnaires      of a closed edition                    . . . . . . . . . . . .
can_save_answer              one that was sent                      Y . Y . . . . . . . . .  nor the secretariat
can_save_answer              one that was asked back                Y . Y . . . . . . . . .
can_save_answer              Paraguay's                             . Y . . . . . . . . . .
can_save_answer              one that was submitted                 . . . . . . . . . . . .
can_save_answer              of an edition that closed              . . . . . . . . . . . .
can_take_back_answer         one that was sent                      Y . Y . . . . . . . . .
can_take_back_answer         one that was submitted                 . . . . . . . . . . . .
can_submit_questionnaire     one that was sent                      Y . Y . . . . . . . . .
can_submit_questionnaire     one that was submitted                 . . . . . . . . . . . .
can_submit_questionnaire     of an edition that closed              . . . . . . . . . . . .
can_take_back_questionnaire  one that was submitted                 Y . Y . . . . . . . . .
can_take_back_questionnaire  one that was cleared                   . . . . . . . . . . . .
can_clear_questionnaire      one that was submitted                 . . . Y . . . . . . . .
can_clear_questionnaire      Paraguay's, submitted                  . . . . . . . . . . . .  it has no validator
can_clear_questionnaire      one that was sent                      . . . . . . . . . . . .
can_clear_questionnaire      one that was cleared                   . . . . . . . . . . . .
can_send_back_questionnaire  one that was submitted                 . . . Y . . . . . . . .
can_send_back_questionnaire  one that was cleared                   . . . . . . . . . . . .
can_accept_questionnaire     one that was cleared                   . . . . . Y . . Y . . .
can_accept_questionnaire     one that was submitted                 . . . . . . . . . . . .
can_accept_questionnaire     one that was accepted                  . . . . . . . . . . . .
can_accept_questionnaire     cleared, of an edition that closed     . . . . . . . . . . . .
can_ask_back                 one that was cleared                   . . . . . Y . . Y . . .
can_ask_back                 one that was asked back                . . . . . Y . . Y . . .  on another field
can_ask_back                 one that its validator sent back       . . . . . . . . . . . .
can_ask_back                 one that was sent                      . . . . . . . . . . . .
can_ask_back                 one that was accepted                  . . . . . . . . . . . .
"""


def _at(*stages, **overrides):
    return make_questionnaire(**{f"{stage}_at": now() for stage in stages} | overrides)


def _asked_back(field="host"):
    return make_field_question(questionnaire=make_questionnaire(), field=field).questionnaire


def _paraguay():
    return make_mechanism(state=make_state("PY"))


CASES = {
    "of an open edition": lambda cast: (make_open_edition(),),
    "of a closed edition": lambda cast: (make_edition(),),
    "one that was sent": lambda cast: (make_questionnaire(),),
    "one that was asked back": lambda cast: (_asked_back(),),
    "one that its validator sent back": lambda cast: (_asked_back(""),),
    "Paraguay's": lambda cast: (make_questionnaire(mechanism=_paraguay()),),
    "Paraguay's, submitted": lambda cast: (_at("submitted", mechanism=_paraguay()),),
    "one that was submitted": lambda cast: (_at("submitted"),),
    "one that was cleared": lambda cast: (_at("submitted", "cleared"),),
    "one that was accepted": lambda cast: (_at("submitted", "cleared", "accepted"),),
    "of an edition that closed": lambda cast: (make_questionnaire(edition=make_edition()),),
    "cleared, of an edition that closed": lambda cast: (_at("submitted", "cleared", edition=make_edition()),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
