"""Who may do what with delegations, row by row. Of Uruguay but O, the focal point of Paraguay; H hosts."""

from datetime import timedelta

import pytest

from enlace.core.clock import now, today
from enlace.meetings.delegations import rules
from enlace.meetings.models import Delegate
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting
from enlace.network.testing import make_cast, make_person, untrue_rows

TRUTH = """
                                                                F O A V B S E H R N ? >
can_invite_delegations    a meeting ahead                       . . . . . Y . . Y . . Y  its host prepares
can_invite_delegations    a meeting that is over                . . . . . . . . . . . .
can_invite_delegations    a meeting that is cancelled           . . . . . . . . . . . .
can_invite_delegations    a meeting of the secretariat alone    . . . . . . . . . . . .  nobody would see it
can_take_back_invitation  silent                                . . . . . Y . . Y . . Y
can_take_back_invitation  coming                                . . . . . . . . . . . .
can_take_back_invitation  silent with a name                    . . . . . . . . . . . .  who was named would be lost
can_answer_invitation     silent                                Y . Y . . Y . . Y . . Y  a validator approves, no more
can_answer_invitation     not coming                            Y . Y . . Y . . Y . . Y  until the meeting ends
can_answer_invitation     the observer's, silent                . . . . Y Y . . Y . . Y
can_answer_invitation     not invited                           . . . . . . . . . . . .
can_answer_invitation     silent, the meeting over              . . . . . . . . . . . .
can_answer_invitation     silent, the meeting cancelled         . . . . . . . . . . . .
can_name_delegate         coming                                Y . Y . . Y . . Y . . Y
can_name_delegate         the observer's, coming                . . . . Y Y . . Y . . Y
can_name_delegate         silent                                . . . . . . . . . . . .
can_name_delegate         not coming                            . . . . . . . . . . . .
can_name_delegate         approved, the meeting over            . . . . . . . . . . . .
can_change_delegate       a delegate                            Y . Y . . Y . . Y . . Y
can_change_delegate       a delegate withdrawn                  . . . . . . . . . . . .
can_change_delegate       a delegate, the meeting over          . . . . . . . . . . . .
can_withdraw_delegate     a delegate                            Y . Y . . Y . . Y . . Y
can_withdraw_delegate     a delegate withdrawn                  . . . . . . . . . . . .
can_withdraw_delegate     a delegate, the meeting over          . . . . . . . . . . . .
can_submit_delegation     named                                 Y . Y . . Y . . Y . . Y
can_submit_delegation     the observer's, named                 . . . . Y Y . . Y . . Y
can_submit_delegation     coming                                . . . . . . . . . . . .  nobody is named
can_submit_delegation     submitted                             . . . . . . . . . . . .
can_submit_delegation     named, the meeting over               . . . . . . . . . . . .
can_approve_delegation    submitted                             Y . . Y . . . . . . . Y  an alternate names
can_approve_delegation    named                                 . . . . . . . . . . . .
can_approve_delegation    approved                              . . . . . . . . . . . .
can_approve_delegation    submitted, the meeting over           . . . . . . . . . . . .
can_approve_delegation    the observer's, submitted             . . . . . . . . . . . Y  nobody waits for it
can_send_back_delegation  submitted                             Y . . Y . . . . . . . Y
can_send_back_delegation  approved                              . . . . . . . . . . . .
can_register_delegate     a delegate                            Y . Y . . Y . Y Y . . Y
can_register_delegate     the stranger as a delegate            Y . Y . . Y . Y Y Y . Y  themself, by their account
can_register_delegate     a delegate not approved               . . . . . . . . . . . .
can_register_delegate     a delegate withdrawn                  . . . . . . . . . . . .
can_register_delegate     a delegate, the meeting over          . . . . . . . . . . . .
can_register_delegate     a delegate, the meeting cancelled     . . . . . . . . . . . .
can_send_registration     a delegate                            Y . Y . . Y . . Y . . Y
can_send_registration     a delegate without an address         . . . . . . . . . . . .
can_send_registration     a delegate not approved               . . . . . . . . . . . .
can_list_delegations      a meeting ahead                       Y Y Y Y Y Y . Y Y . . .
can_list_delegations      a meeting that is over                Y Y Y Y Y Y . . Y . . .  its host has gone home
can_export_participants   a meeting ahead                       . . . . . Y . Y Y . . .
can_export_participants   a meeting that is over                . . . . . Y . . Y . . .
"""


def ahead(**overrides):
    return make_meeting(**overrides)


def over():
    return make_meeting(begins_on=today() - timedelta(days=3))


def cancelled():
    return make_meeting(cancelled_at=now())


def delegation(stage, meeting=None, cast=None):
    """`cast` makes it the observer's."""
    fields = {"meeting": meeting or ahead()}
    if cast:
        fields["organisation"] = cast.observer.person.mandates.get().organisation
    if stage != "silent":
        fields["answer"] = "not_coming" if stage == "not coming" else "coming"
    if stage in ("submitted", "approved"):
        fields["submitted_at"] = now()
    if stage == "approved":
        fields["approved_at"] = now()
    made = make_delegation(**fields)
    if stage in ("named", "submitted", "approved"):
        make_delegate(delegation=made, is_head=True)
    return made


def delegate(meeting=None, stage="approved", **overrides):
    return make_delegate(delegation=delegation(stage, meeting), **overrides)


def silent_with_a_name():
    made = delegation("silent")
    make_delegate(delegation=made)
    return made


CASES = {
    "a meeting ahead": lambda cast: (ahead(),),
    "a meeting that is over": lambda cast: (over(),),
    "a meeting that is cancelled": lambda cast: (cancelled(),),
    "a meeting of the secretariat alone": lambda cast: (ahead(audience="secretariat"),),
    "silent": lambda cast: (delegation("silent"),),
    "silent with a name": lambda cast: (silent_with_a_name(),),
    "silent, the meeting over": lambda cast: (delegation("silent", over()),),
    "silent, the meeting cancelled": lambda cast: (delegation("silent", cancelled()),),
    "not invited": lambda cast: (make_delegation(invited_at=None),),
    "not coming": lambda cast: (delegation("not coming"),),
    "coming": lambda cast: (delegation("coming"),),
    "named": lambda cast: (delegation("named"),),
    "named, the meeting over": lambda cast: (delegation("named", over()),),
    "submitted": lambda cast: (delegation("submitted"),),
    "submitted, the meeting over": lambda cast: (delegation("submitted", over()),),
    "approved": lambda cast: (delegation("approved"),),
    "approved, the meeting over": lambda cast: (delegation("approved", over()),),
    "the observer's, silent": lambda cast: (delegation("silent", cast=cast),),
    "the observer's, coming": lambda cast: (delegation("coming", cast=cast),),
    "the observer's, named": lambda cast: (delegation("named", cast=cast),),
    "the observer's, submitted": lambda cast: (delegation("submitted", cast=cast),),
    "a delegate": lambda cast: (delegate(),),
    "a delegate withdrawn": lambda cast: (delegate(withdrawn_at=now()),),
    "a delegate, the meeting over": lambda cast: (delegate(over()),),
    "a delegate, the meeting cancelled": lambda cast: (delegate(cancelled()),),
    "a delegate not approved": lambda cast: (delegate(stage="submitted"),),
    "a delegate without an address": lambda cast: (delegate(person=make_person(email="")),),
    "the stranger as a delegate": lambda cast: (delegate(person=make_person(user=cast.stranger)),),
}


@pytest.mark.django_db
def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []


@pytest.mark.django_db
def test_who_was_withdrawn_is_seen_by_their_own_and_the_organisers_but_not_by_other_members():
    cast = make_cast()
    gone, there = delegate(withdrawn_at=now()), delegate(meeting=ahead())
    seen = {name: Delegate.objects.visible_to(getattr(cast, name)) for name in ("other_focal_point", "focal_point")}
    assert there in seen["other_focal_point"]
    assert gone not in seen["other_focal_point"]
    assert gone in seen["focal_point"]
