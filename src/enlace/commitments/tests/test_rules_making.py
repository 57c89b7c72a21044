"""Who may do what with commitments (network.testing.COLUMNS). Those who are of a state are Uruguay's, O is Paraguay's.

A joint one is Uruguay's and Paraguay's; "asked" is one that Uruguay put forward and that Paraguay has not confirmed.
"""

import pytest

from enlace.commitments.making import rules
from enlace.commitments.models import CommitmentEvent
from enlace.commitments.testing import (
    make_commitment,
    make_commitment_event,
    make_milestone,
    make_progress,
)
from enlace.core.clock import now, today
from enlace.network.models import Organisation
from enlace.network.testing import make_cast, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                            F O A V B S E H R N ? >
can_add_commitment          at all                          Y Y Y . Y Y . . Y . . Y
can_add_commitment          in Uruguay's name               Y . Y . . . . . . . . .
can_add_commitment          in the secretariat's            . . . . . Y . . Y . . Y
can_change_commitment       a draft of Uruguay              Y . Y . . . . . . . . .
can_change_commitment       a draft of both, Uruguay's      Y . Y . . . . . . . . .
can_change_commitment       a draft of the observer         . . . . Y . . . . . . .
can_change_commitment       a draft of the secretariat      . . . . . Y . . Y . . Y
can_change_commitment       a joint one that is asked       . . . . . . . . . . . .
can_change_commitment       one that stands                 Y . Y . . Y . . Y . . Y
can_change_commitment       a joint one that stands         Y Y Y . . Y . . Y . . Y
can_change_commitment       whose amendment is asked        Y Y Y . . Y . . Y . . Y
can_change_commitment       achieved                        Y . Y . . Y . . Y . . Y
can_remove_commitment       a draft of Uruguay              Y . Y . . . . . . . . .
can_remove_commitment       a draft of both, Uruguay's      Y . Y . . . . . . . . .
can_remove_commitment       a draft of the secretariat      . . . . . Y . . Y . . Y
can_remove_commitment       one that stands                 . . . . . . . . . . . .
can_remove_commitment       a joint one that is asked       . . . . . . . . . . . .
can_remove_commitment       recorded from a document        . . . . . Y . . Y . . Y
can_remove_commitment       recorded, with progress         . . . . . . . . . . . .
can_remove_commitment       recorded, renewed               . . . . . . . . . . . .
can_put_forward_commitment  a draft of Uruguay              Y . Y . . . . . . . . .
can_put_forward_commitment  a draft of both, Uruguay's      Y . Y . . . . . . . . .
can_put_forward_commitment  a draft of the secretariat      Y . Y . . Y . . Y . . Y
can_put_forward_commitment  that, in Uruguay's name         Y . Y . . . . . . . . .
can_put_forward_commitment  a draft, in the secretariat's   . . . . . . . . . . . .
can_put_forward_commitment  a draft, in Paraguay's name     . . . . . . . . . . . .
can_put_forward_commitment  a joint one that is asked       . . . . . . . . . . . .
can_put_forward_commitment  one that stands                 . . . . . . . . . . . .
can_confirm_act             the making that is asked        . Y . . . . . . . . . .
can_confirm_act             it, as Uruguay                  . . . . . . . . . . . .
can_confirm_act             it, as Paraguay                 . Y . . . . . . . . . .
can_confirm_act             an amendment that is asked      . Y . . . . . . . . . .
can_confirm_act             asked by the secretariat        . Y . . . . . . . . . .
can_confirm_act             in force                        . . . . . . . . . . . .
can_confirm_act             taken back                      . . . . . . . . . . . .
can_renew_commitment        a draft of Uruguay              . . . . . . . . . . . .
can_renew_commitment        one that stands                 Y . Y . . Y . . Y . . Y
can_renew_commitment        a joint one that stands         Y Y Y . . Y . . Y . . Y
can_renew_commitment        it, in Paraguay's name          . Y . . . . . . . . . .
can_renew_commitment        it, in the secretariat's        . . . . . Y . . Y . . Y
can_renew_commitment        whose amendment is asked        . . . . . . . . . . . .
can_renew_commitment        achieved                        Y . Y . . Y . . Y . . Y
can_renew_commitment        superseded                      . . . . . . . . . . . .
can_amend_commitment        one that stands                 Y . Y . . Y . . Y . . Y
can_amend_commitment        a joint one that stands         Y Y Y . . Y . . Y . . Y
can_amend_commitment        it, in Paraguay's name          . Y . . . . . . . . . .
can_amend_commitment        whose amendment is asked        . . . . . . . . . . . .
can_amend_commitment        achieved                        . . . . . . . . . . . .
can_close_commitment        one that stands                 Y . Y . . Y . . Y . . Y
can_close_commitment        it, in Paraguay's name          . Y . . . . . . . . . .
can_close_commitment        it, in the secretariat's        . . . . . Y . . Y . . Y
can_close_commitment        whose amendment is asked        Y Y Y . . . . . . . . .
can_close_commitment        that, the secretariat's name    . . . . . . . . . . . .
can_close_commitment        a joint one that is asked       . . . . . . . . . . . .
can_close_commitment        achieved                        . . . . . . . . . . . .
can_take_back_act           the making that is asked        Y . Y . . . . . . . . .
can_take_back_act           an amendment that is asked      Y . Y . . . . . . . . .
can_take_back_act           asked by the secretariat        . . . . . Y . . Y . . Y
can_take_back_act           in force                        . . . . . . . . . . . .
can_take_back_act           taken back                      . . . . . . . . . . . .
can_record_commitment       at all                          . . . . . Y . . Y . . Y
can_record_act              a draft of Uruguay              . . . . . . . . . . . .
can_record_act              a draft of the secretariat      . . . . . Y . . Y . . Y
can_record_act              one that stands                 . . . . . Y . . Y . . Y
can_record_act              whose amendment is asked        . . . . . . . . . . . .
can_record_act              achieved                        . . . . . Y . . Y . . Y
can_record_act              superseded                      . . . . . . . . . . . .
can_remove_recorded_act     the last recorded               . . . . . Y . . Y . . Y
can_remove_recorded_act     the first recorded              . . . . . . . . . . . .
can_remove_recorded_act     a renewal of their own          . . . . . . . . . . . .
can_add_milestone           a draft of Uruguay              Y . Y . . . . . . . . .
can_add_milestone           a draft of both, Uruguay's      Y . Y . . . . . . . . .
can_add_milestone           a joint one that stands         Y Y Y . . . . . . . . .
can_add_milestone           a joint one that is asked       . . . . . . . . . . . .
can_add_milestone           recorded from a document        Y . Y . . Y . . Y . . Y
can_add_milestone           achieved                        . . . . . . . . . . . .
can_change_milestone        of a draft of Uruguay           Y . Y . . . . . . . . .
can_change_milestone        of a joint one that stands      Y Y Y . . . . . . . . .
can_change_milestone        of one that is asked            . . . . . . . . . . . .
can_change_milestone        of a recorded one               Y . Y . . Y . . Y . . Y
can_change_milestone        of a closed one                 . . . . . . . . . . . .
can_remove_milestone        of a joint one that stands      Y Y Y . . . . . . . . .
can_remove_milestone        reached                         . . . . . . . . . . . .
can_remove_milestone        named by a report               . . . . . . . . . . . .
"""


def _bodies():
    return [make_state(), make_state("PY")]


def _uy():
    return ("state", make_state().pk)


def _py():
    return ("state", make_state("PY").pk)


def _draft(**overrides):
    return make_commitment(stands=False, **overrides)


def _of_secretariat():
    draft = _draft()
    draft.state = None
    draft.save()
    return draft


def _joint(**overrides):
    return make_commitment(parties=_bodies(), approach="binational", **overrides)


def _asked():
    return _joint(confirmed=[make_state()])


def _closed(outcome="achieved"):
    commitment = make_commitment()
    make_commitment_event(commitment=commitment, kind="closed", outcome=outcome)
    return commitment


def _act(commitment, **overrides):
    """The last act, put forward by Uruguay."""
    event = commitment.events.last()
    CommitmentEvent.objects.filter(pk=event.pk).update(**{"state": make_state()} | overrides)
    return CommitmentEvent.objects.get(pk=event.pk)


def _waiting(**overrides):
    """A joint one whose amendment Paraguay has not confirmed."""
    commitment = _joint()
    make_commitment_event(commitment=commitment, kind="amended", confirmed=[make_state()], **overrides)
    return commitment


def _recorded(number=1):
    """By the secretariat, from a document."""
    commitment = make_commitment()
    commitment.state = None
    commitment.save()
    for _ in range(number - 1):
        make_commitment_event(commitment=commitment)
    for event in commitment.events.all():
        event.source = {"es": "Acta"}
        event.save()
        event.confirmations.update(on_paper=True)
    return commitment


def _reported():
    commitment = _recorded()
    make_progress(commitment=commitment)
    return commitment


def _observers():
    return _draft(parties=[Organisation.objects.observers()[0]])


CASES = {
    "at all": lambda cast: (),
    "in Uruguay's name": lambda cast: (_uy(),),
    "in the secretariat's": lambda cast: (None,),
    "a draft of Uruguay": lambda cast: (_draft(),),
    "a draft of the observer": lambda cast: (_observers(),),
    "a draft of both, Uruguay's": lambda cast: (_draft(parties=_bodies()),),
    "a draft of the secretariat": lambda cast: (_of_secretariat(),),
    "that, in Uruguay's name": lambda cast: (_of_secretariat(), _uy()),
    "a draft, in the secretariat's": lambda cast: (_draft(), None),
    "a draft, in Paraguay's name": lambda cast: (_draft(), _py()),
    "a joint one that is asked": lambda cast: (_asked(),),
    "one that stands": lambda cast: (make_commitment(),),
    "a joint one that stands": lambda cast: (_joint(),),
    "it, in Paraguay's name": lambda cast: (_joint(), _py()),
    "it, in the secretariat's": lambda cast: (_joint(), None),
    "whose amendment is asked": lambda cast: (_waiting(),),
    "that, the secretariat's name": lambda cast: (_waiting(), None),
    "achieved": lambda cast: (_closed(),),
    "superseded": lambda cast: (_closed("superseded"),),
    "recorded from a document": lambda cast: (_recorded(),),
    "recorded, with progress": lambda cast: (_reported(),),
    "recorded, renewed": lambda cast: (_recorded(2),),
    "the making that is asked": lambda cast: (_act(_asked()),),
    "it, as Uruguay": lambda cast: (_act(_asked()), _uy()),
    "it, as Paraguay": lambda cast: (_act(_asked()), _py()),
    "an amendment that is asked": lambda cast: (_act(_waiting()),),
    "asked by the secretariat": lambda cast: (_act(_waiting(), state=None),),
    "in force": lambda cast: (_act(_joint()),),
    "taken back": lambda cast: (_act(_asked(), taken_back_at=now()),),
    "the last recorded": lambda cast: (_recorded(2).events.last(),),
    "the first recorded": lambda cast: (_recorded(2).events.first(),),
    "a renewal of their own": lambda cast: (make_commitment_event(),),
    "of a draft of Uruguay": lambda cast: (make_milestone(commitment=_draft()),),
    "of a joint one that stands": lambda cast: (make_milestone(commitment=_joint()),),
    "of one that is asked": lambda cast: (make_milestone(commitment=_asked()),),
    "of a recorded one": lambda cast: (make_milestone(commitment=_recorded()),),
    "of a closed one": lambda cast: (make_milestone(commitment=_closed()),),
    "reached": lambda cast: (make_milestone(commitment=_joint(), reached_on=today()),),
    "named by a report": lambda cast: (_named(),),
}


def _named():
    milestone = make_milestone(commitment=_joint())
    make_progress(commitment=milestone.commitment, milestone=milestone)
    return milestone


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
