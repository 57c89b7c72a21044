"""Who may do what with joint strategies (network.testing.COLUMNS). Drafted by Uruguay (F, A, V) and Paraguay (O)."""

import pytest

from enlace.commitments.strategies import rules
from enlace.commitments.testing import (
    make_commitment,
    make_section_comment,
    make_section_version,
    make_strategy,
    make_strategy_section,
)
from enlace.core.clock import now
from enlace.network.models import Organisation
from enlace.network.testing import make_cast, make_state, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                    F O A V B S E H R N ? >
can_add_strategy           at any time                              Y Y Y . Y Y . . Y . . Y
can_change_strategy        drafted                                  Y Y Y . . Y . . Y . . Y
can_change_strategy        with the observer alone                  . . . . Y Y . . Y . . Y
can_change_strategy        open for signature                       . . . . . . . . . . . .
can_remove_strategy        drafted                                  Y Y Y . . Y . . Y . . Y
can_remove_strategy        with a text                              . . . . . . . . . . . .
can_remove_strategy        with an action                           . . . . . . . . . . . .
can_add_strategy_party     drafted                                  Y Y Y . . Y . . Y . . Y
can_add_strategy_party     open for signature                       . . . . . . . . . . . .
can_remove_strategy_party  drafted, Uruguay                         Y . Y . . Y . . Y . . Y
can_remove_strategy_party  drafted, Argentina                       . . . . . . . . . . . .  it is no party
can_remove_strategy_party  the only party                           . . . . . . . . . . . .
can_remove_strategy_party  open for signature, Uruguay              . . . . . . . . . . . .
can_add_section            drafted                                  Y Y Y . . Y . . Y . . Y
can_add_section            open for signature                       . . . . . . . . . . . .
can_change_section         a section                                Y Y Y . . Y . . Y . . Y
can_change_section         a removed section                        . . . . . . . . . . . .
can_remove_section         a section                                Y Y Y . . Y . . Y . . Y
can_remove_section         a section of what is open for signature  . . . . . . . . . . . .
can_restore_section        a section                                . . . . . . . . . . . .
can_restore_section        a removed section                        Y Y Y . . Y . . Y . . Y
can_write_section          a section, Uruguay                       Y . Y . . . . . . . . Y
can_write_section          a section, the secretariat               . . . . . Y . . Y . . Y
can_write_section          a section, Argentina                     . . . . . . . . . . . .  it is no party
can_write_section          a removed section, Uruguay               . . . . . . . . . . . .
can_propose_change         a section, Uruguay                       Y . Y . . . . . . . . Y
can_propose_change         a section, the secretariat               . . . . . Y . . Y . . Y
can_accept_change          proposed by Uruguay                      . Y . . . Y . . Y . . Y
can_accept_change          proposed by the secretariat              Y Y Y . . . . . . . . Y
can_accept_change          proposed by Uruguay, alone               Y . Y . . Y . . Y . . Y
can_accept_change          declined                                 . . . . . . . . . . . .
can_decline_change         proposed by Uruguay                      Y Y Y . . Y . . Y . . Y
can_decline_change         declined                                 . . . . . . . . . . . .
can_comment_section        a section, Uruguay                       Y . Y . . . . . . . . Y
can_comment_section        a section, the secretariat               . . . . . Y . . Y . . Y
can_settle_comment         a comment                                Y Y Y . . Y . . Y . . Y
can_settle_comment         a settled comment                        . . . . . . . . . . . .
can_open_for_signature     drafted                                  Y Y Y . . Y . . Y . . Y
can_open_for_signature     open for signature                       . . . . . . . . . . . .
can_sign_strategy          open for signature, Uruguay              Y . Y . . . . . . . . .
can_sign_strategy          open for signature, Argentina            . . . . . . . . . . . .  it is no party
can_sign_strategy          drafted, Uruguay                         . . . . . . . . . . . .
can_sign_strategy          signed, Uruguay                          . . . . . . . . . . . .
can_reopen_drafting        drafted                                  . . . . . . . . . . . .
can_reopen_drafting        open for signature                       Y Y Y . . Y . . Y . . Y
can_allow_publication      signed, Uruguay                          Y . Y . . . . . . . . .
can_allow_publication      open for signature, Uruguay              . . . . . . . . . . . .
can_withdraw_publication   signed, Uruguay                          . . . . . . . . . . . .
can_withdraw_publication   published, Uruguay                       Y . Y . . . . . . . . .
"""


def opened():
    return make_strategy(opened_for_signature_at=now(), content={"title": {}, "summary": {}, "sections": []})


def signed(*, may_publish):
    strategy = opened()
    strategy.parties.update(signed_at=now(), may_publish=may_publish)
    return strategy


def of(code="UY"):
    return "state", make_state(code).pk


def with_observer():
    return make_strategy(parties=[Organisation.objects.observers().get()])


def with_text():
    return make_section_version().section.strategy


def removed():
    return make_strategy_section(removed_at=now())


def proposed(**overrides):
    return make_section_version(proposed=True, **overrides)


def alone():
    return make_strategy_section(strategy=make_strategy(parties=[make_state()]))


CASES = {
    "at any time": lambda cast: (),
    "drafted": lambda cast: (make_strategy(),),
    "with the observer alone": lambda cast: (with_observer(),),
    "open for signature": lambda cast: (opened(),),
    "with a text": lambda cast: (with_text(),),
    "with an action": lambda cast: (make_commitment(strategy=make_strategy()).strategy,),
    "drafted, Uruguay": lambda cast: (make_strategy(), of()),
    "drafted, Argentina": lambda cast: (make_strategy(), of("AR")),
    "the only party": lambda cast: (make_strategy(parties=[make_state()]), of()),
    "open for signature, Uruguay": lambda cast: (opened(), of()),
    "open for signature, Argentina": lambda cast: (opened(), of("AR")),
    "a section": lambda cast: (make_strategy_section(),),
    "a removed section": lambda cast: (removed(),),
    "a section of what is open for signature": lambda cast: (make_strategy_section(strategy=opened()),),
    "a section, Uruguay": lambda cast: (make_strategy_section(), of()),
    "a section, the secretariat": lambda cast: (make_strategy_section(), None),
    "a section, Argentina": lambda cast: (make_strategy_section(), of("AR")),
    "a removed section, Uruguay": lambda cast: (removed(), of()),
    "proposed by Uruguay": lambda cast: (proposed(),),
    "proposed by the secretariat": lambda cast: (proposed(state=None),),
    "proposed by Uruguay, alone": lambda cast: (proposed(section=alone()),),
    "declined": lambda cast: (proposed(declined_at=now()),),
    "a comment": lambda cast: (make_section_comment(),),
    "a settled comment": lambda cast: (make_section_comment(settled_at=now()),),
    "signed, Uruguay": lambda cast: (signed(may_publish=False), of()),
    "published, Uruguay": lambda cast: (signed(may_publish=True), of()),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
