"""Who may answer, and in whose voice (network.testing.COLUMNS)."""

import pytest

from enlace.consultations.answering import rules
from enlace.consultations.answering.confirmations import sealed
from enlace.consultations.answering.voices import Voice, email_id
from enlace.consultations.testing import make_consultation
from enlace.core.clock import now
from enlace.network.models import State
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                  F O A V B S E H R N ? >
can_answer_consultation  of member states, by state               Y Y Y . . . . . . . . .
can_answer_consultation  of member states, by person              Y Y Y Y . . . . . . . .
can_answer_consultation  of the network, by state                 Y Y Y . Y . . . . . . .
can_answer_consultation  of the network, by person                Y Y Y Y Y . . . . . . .
can_answer_consultation  of everybody                             Y Y Y Y Y . Y Y . Y . .
can_answer_consultation  a draft                                  . . . . . . . . . . . .
can_answer_consultation  over                                     . . . . . . . . . . . .
can_answer_consultation  closed early                             . . . . . . . . . . . .
can_answer_consultation  in the voice of Uruguay                  Y . Y . . . . . . . . .
can_answer_consultation  in the voice of Uruguay, by person       . . . . . . . . . . . .
can_answer_consultation  with a confirmed address                 . . . . . . . . . . Y .
can_answer_consultation  with an address that nobody confirmed    . . . . . . . . . . . .
can_answer_consultation  with an address confirmed elsewhere      . . . . . . . . . . . .
can_answer_consultation  with an address, of member states        . . . . . . . . . . . .
can_answer_consultation  with an address, over                    . . . . . . . . . . . .
can_join_consultation    of everybody                             . . . . . . . . . . Y .
can_join_consultation    of everybody, over                       . . . . . . . . . . . .
can_join_consultation    of the network, by person                . . . . . . . . . . . .
"""
ADDRESS = email_id("vecina@example.org")


def _by_person(answered_by, **overrides):
    return make_consultation(answered_by=answered_by, voice_of="person", **overrides)


def _of_uruguay(consultation):
    return consultation, Voice("state", State.objects.get(code="UY").pk)


def _confirmed(consultation, elsewhere=None):
    return consultation, sealed(ADDRESS, elsewhere or consultation)


CASES = {
    "of member states, by state": lambda cast: (make_consultation(),),
    "of member states, by person": lambda cast: (_by_person("members"),),
    "of the network, by state": lambda cast: (make_consultation(answered_by="network"),),
    "of the network, by person": lambda cast: (_by_person("network"),),
    "of everybody": lambda cast: (_by_person("public"),),
    "of everybody, over": lambda cast: (_by_person("public", over=True),),
    "a draft": lambda cast: (make_consultation(opened=False),),
    "over": lambda cast: (make_consultation(over=True),),
    "closed early": lambda cast: (make_consultation(closed_at=now()),),
    "in the voice of Uruguay": lambda cast: _of_uruguay(make_consultation()),
    "in the voice of Uruguay, by person": lambda cast: _of_uruguay(_by_person("members")),
    "with a confirmed address": lambda cast: _confirmed(_by_person("public")),
    "with an address that nobody confirmed": lambda cast: (_by_person("public"), Voice("email", ADDRESS)),
    "with an address confirmed elsewhere": lambda cast: _confirmed(_by_person("public"), _by_person("public")),
    "with an address, of member states": lambda cast: _confirmed(_by_person("members")),
    "with an address, over": lambda cast: _confirmed(_by_person("public", over=True)),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
