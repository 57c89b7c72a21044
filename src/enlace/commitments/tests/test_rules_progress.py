"""Who may do what with reports of progress (network.testing.COLUMNS). The party is Uruguay if not said otherwise."""

import pytest

from enlace.commitments.progress import rules
from enlace.commitments.testing import (
    make_commitment,
    make_commitment_event,
    make_evidence,
    make_progress,
)
from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.network.testing import make_cast, make_organisation, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                F O A V B S E H R N ? >
can_draft_progress      one that stands                         Y . Y . . . . . . . . .
can_draft_progress      one that stands, for Uruguay            Y . Y . . . . . . . . .
can_draft_progress      one that stands, for Paraguay           . . . . . . . . . . . .  it is no party
can_draft_progress      a joint one                             Y Y Y . . . . . . . . .
can_draft_progress      a joint one, for Paraguay               . Y . . . . . . . . . .
can_draft_progress      an observer's                           . . . . Y . . . . . . .
can_draft_progress      one that nobody has made                . . . . . . . . . . . .
can_draft_progress      one that waits for a word               . . . . . . . . . . . .
can_draft_progress      one that is closed                      . . . . . . . . . . . .
can_change_progress     a draft                                 Y . Y . . . . . . . . .
can_change_progress     one that was sent back                  Y . Y . . . . . . . . .
can_change_progress     one that waits                          . . . . . . . . . . . .
can_change_progress     a cleared one                           . . . . . . . . . . . .
can_change_progress     a recorded one                          . . . . . . . . . . . .  nor the secretariat
can_remove_progress     a draft                                 Y . Y . . . . . . . . .
can_remove_progress     one that waits                          . . . . . . . . . . . .
can_remove_progress     a cleared one                           . . . . . . . . . . . .
can_submit_progress     a draft                                 Y . Y . . . . . . . . .
can_submit_progress     an observer's draft                     . . . . Y . . . . . . .
can_submit_progress     a draft on a closed one                 . . . . . . . . . . . .
can_submit_progress     one that waits                          . . . . . . . . . . . .
can_clear_progress      one that waits                          . . . Y . . . . . . . .
can_clear_progress      one of Paraguay that waits              . . . . . . . . . . . .  it has no validator
can_clear_progress      a draft                                 . . . . . . . . . . . .
can_clear_progress      a cleared one                           . . . . . . . . . . . .
can_send_back_progress  one that waits                          . . . Y . . . . . . . .
can_send_back_progress  a cleared one                           . . . . . . . . . . . .
can_take_back_progress  one that waits                          Y . Y . . . . . . . . .  the validator sends it back
can_take_back_progress  a cleared one                           Y . Y Y . . . . . . . .
can_take_back_progress  a recorded one                          Y . Y Y . Y . . Y . . Y
can_take_back_progress  one that was taken back                 . . . . . . . . . . . .
can_take_back_progress  a draft                                 . . . . . . . . . . . .
can_record_progress     one that stands                         . . . . . Y . . Y . . Y
can_record_progress     one that is closed                      . . . . . Y . . Y . . Y
can_record_progress     one that nobody has made                . . . . . . . . . . . .
can_comment_progress    a cleared one                           Y . Y Y . Y . . Y . . .
can_comment_progress    another observer's                      . . . . . Y . . Y . . .
can_comment_progress    one that waits                          . . . . . . . . . . . .
can_comment_progress    one that was taken back                 . . . . . . . . . . . .
can_add_evidence        a draft                                 Y . Y . . . . . . . . .
can_add_evidence        one that waits                          . . . . . . . . . . . .
can_add_evidence        a cleared one                           . . . . . . . . . . . .
can_add_evidence        a recorded one                          . . . . . Y . . Y . . Y
can_change_evidence     of a draft                              Y . Y . . . . . . . . .
can_change_evidence     of a cleared one                        . . . . . . . . . . . .
can_change_evidence     of a recorded one                       . . . . . Y . . Y . . Y
can_remove_evidence     of a draft                              Y . Y . . . . . . . . .
can_remove_evidence     of a cleared one                        . . . . . . . . . . . .
can_remove_evidence     of a recorded one                       . . . . . Y . . Y . . Y
can_erase_evidence      of a cleared one                        Y . Y Y . . . . . . . Y
can_erase_evidence      of a recorded one                       Y . Y Y . Y . . Y . . Y
"""
DOCUMENT = Texts({"es": "Nota 12/26 de la Cancillería"})
UY, PY = (lambda: ("state", make_state().pk)), (lambda: ("state", make_state("PY").pk))


def _joint():
    return make_commitment(parties=[make_state(), make_state("PY")])


def _of_the_observer(cast):
    return make_commitment(parties=[cast.observer.person.mandates.get().organisation])


def _of_another_observer():
    return make_progress(commitment=make_commitment(parties=[make_organisation()]))


def _closed():
    commitment = make_commitment()
    make_commitment_event(commitment=commitment, kind="closed", outcome="achieved")
    return commitment


def _waiting_for_a_word():
    return make_commitment(parties=[make_state(), make_state("PY")], confirmed=[make_state()])


def _recorded():
    return make_progress(source=DOCUMENT)


CASES = {
    "one that stands": lambda cast: (make_commitment(),),
    "one that stands, for Uruguay": lambda cast: (make_commitment(), UY()),
    "one that stands, for Paraguay": lambda cast: (make_commitment(), PY()),
    "a joint one": lambda cast: (_joint(),),
    "a joint one, for Paraguay": lambda cast: (_joint(), PY()),
    "an observer's": lambda cast: (_of_the_observer(cast),),
    "one that nobody has made": lambda cast: (make_commitment(stands=False),),
    "one that waits for a word": lambda cast: (_waiting_for_a_word(),),
    "one that is closed": lambda cast: (_closed(),),
    "another observer's": lambda cast: (_of_another_observer(),),
    "a draft": lambda cast: (make_progress(cleared=False),),
    "one that was sent back": lambda cast: (make_progress(cleared=False, sent_back_why="Falta la fuente."),),
    "one that waits": lambda cast: (make_progress(cleared=False, submitted=True),),
    "a cleared one": lambda cast: (make_progress(),),
    "a recorded one": lambda cast: (_recorded(),),
    "one that was taken back": lambda cast: (make_progress(taken_back_at=now()),),
    "an observer's draft": lambda cast: (make_progress(commitment=_of_the_observer(cast), cleared=False),),
    "a draft on a closed one": lambda cast: (make_progress(commitment=_closed(), cleared=False),),
    "one of Paraguay that waits": lambda cast: (
        make_progress(commitment=_joint(), state=make_state("PY"), cleared=False, submitted=True),
    ),
    "of a draft": lambda cast: (make_evidence(progress=make_progress(cleared=False)),),
    "of a cleared one": lambda cast: (make_evidence(),),
    "of a recorded one": lambda cast: (make_evidence(progress=_recorded()),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
