"""Who may do what with statements (network.testing.COLUMNS). Uruguay's are F, A and V."""

from datetime import timedelta

import pytest

from enlace.consultations.answering.confirmations import sealed
from enlace.consultations.answering.voices import Voice, email_id
from enlace.consultations.statements import rules
from enlace.consultations.testing import make_consultation, make_result, make_statement, make_vote
from enlace.core.clock import now, today
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                      F O A V B S E H R N ? >
can_list_statements       of an open consultation                     . . . . . Y . . Y . . .
can_change_statements     of a draft                                  . . . . . Y . . Y . . Y
can_change_statements     of an open consultation                     . . . . . Y . . Y . . Y
can_change_statements     of one that is over                         . . . . . . . . . . . .
can_change_statements     a statement of a draft                      . . . . . Y . . Y . . Y
can_translate_statements  of an open consultation                     . . . . . Y . . Y . . Y
can_translate_statements  of one that is over                         . . . . . Y . . Y . . Y
can_translate_statements  of one with its result                      . . . . . . . . . . . .
can_move_statement        a statement of a draft                      . . . . . Y . . Y . . Y
can_move_statement        a statement of one opened for later         . . . . . Y . . Y . . Y
can_move_statement        a statement                                 . . . . . . . . . . . .
can_remove_statement      a statement                                 . . . . . Y . . Y . . Y
can_remove_statement      a statement that was answered               . . . . . . . . . . . .
can_remove_statement      an anonymous statement                      . . . . . . . . . . . .  answered or not
can_remove_statement      a statement of one that is over             . . . . . . . . . . . .
can_moderate_statement    a proposal                                  . . . . . Y . . Y . . Y
can_moderate_statement    a statement that was answered               . . . . . Y . . Y . . Y
can_moderate_statement    a rejected proposal                         . . . . . . . . . . . .
can_moderate_statement    a proposal in one that is over              . . . . . . . . . . . .
can_reconsider_statement  a proposal                                  . . . . . . . . . . . .
can_reconsider_statement  an accepted proposal                        . . . . . Y . . Y . . Y
can_reconsider_statement  an accepted proposal that was answered      . . . . . . . . . . . .
can_reconsider_statement  a statement                                 . . . . . . . . . . . .
can_reconsider_statement  a rejected proposal                         . . . . . Y . . Y . . Y
can_reconsider_statement  a rejected proposal in one that is over     . . . . . . . . . . . .
can_propose_statement     by states                                   Y Y Y . . . . . . . . .
can_propose_statement     by states and observers                     Y Y Y . Y . . . . . . .
can_propose_statement     by persons of member states                 Y Y Y Y . . . . . . . .
can_propose_statement     by everybody                                Y Y Y Y Y . Y Y . Y . .
can_propose_statement     by everybody, address confirmed             Y Y Y Y Y . Y Y . Y Y .
can_propose_statement     by everybody, seal forged                   Y Y Y Y Y . Y Y . Y . .
can_propose_statement     by states, address confirmed                Y Y Y . . . . . . . . .
can_propose_statement     where none are taken                        . . . . . . . . . . . .
can_propose_statement     in a draft                                  . . . . . . . . . . . .
can_propose_statement     in one that is over                         . . . . . . . . . . . .
"""
LATER = {"opens_on": today() + timedelta(days=3), "closes_on": today() + timedelta(days=9)}
EVERYBODY = {"answered_by": "public", "voice_of": "person"}


def _proposal(**overrides):
    consultation = overrides.pop("consultation", None) or make_consultation()
    return make_statement(consultation=consultation, **{"by_participant": True, "accepted": False} | overrides)


def _answered(**overrides):
    statement = make_statement(**overrides)
    make_vote(statement=statement)
    return statement


def _confirmed(**fields):
    consultation = make_consultation(**fields)
    return consultation, sealed(email_id("vecina@example.org"), consultation)


def _forged(**fields):
    return make_consultation(**fields), Voice("email", email_id("vecina@example.org"), seal="no seal")


CASES = {
    "of a draft": lambda cast: (make_consultation(opened=False),),
    "of an open consultation": lambda cast: (make_consultation(),),
    "of one that is over": lambda cast: (make_consultation(over=True),),
    "of one with its result": lambda cast: (make_result().consultation,),
    "a statement of a draft": lambda cast: (make_statement(consultation=make_consultation(opened=False)),),
    "a statement of one opened for later": lambda cast: (make_statement(consultation=make_consultation(**LATER)),),
    "a statement": lambda cast: (make_statement(),),
    "a statement that was answered": lambda cast: (_answered(),),
    "an anonymous statement": lambda cast: (make_statement(consultation=make_consultation(attribution="anonymous")),),
    "a statement of one that is over": lambda cast: (make_statement(consultation=make_consultation(over=True)),),
    "a proposal": lambda cast: (_proposal(),),
    "a rejected proposal": lambda cast: (_proposal(rejected_at=now()),),
    "a proposal in one that is over": lambda cast: (_proposal(consultation=make_consultation(over=True)),),
    "an accepted proposal": lambda cast: (_proposal(accepted=True),),
    "an accepted proposal that was answered": lambda cast: (_answered(by_participant=True),),
    "a rejected proposal in one that is over": lambda cast: (
        _proposal(consultation=make_consultation(over=True), rejected_at=now()),
    ),
    "by states": lambda cast: (make_consultation(),),
    "by states and observers": lambda cast: (make_consultation(answered_by="network"),),
    "by persons of member states": lambda cast: (make_consultation(voice_of="person"),),
    "by everybody": lambda cast: (make_consultation(**EVERYBODY),),
    "by everybody, address confirmed": lambda cast: _confirmed(**EVERYBODY),
    "by everybody, seal forged": lambda cast: _forged(**EVERYBODY),
    "by states, address confirmed": lambda cast: _confirmed(),
    "where none are taken": lambda cast: (make_consultation(takes_statements=False),),
    "in a draft": lambda cast: (make_consultation(opened=False),),
    "in one that is over": lambda cast: (make_consultation(over=True),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
