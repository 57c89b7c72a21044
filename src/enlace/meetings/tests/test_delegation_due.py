"""What delegations expect of people, on their workspace."""

from datetime import timedelta

import pytest

from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.core.registry import registered
from enlace.meetings.delegations.due import due_for_delegations, due_registrations, due_silence
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_focal_point,
    make_host,
    make_observer,
    make_person,
    make_secretary,
    make_validator,
)

pytestmark = pytest.mark.django_db
COMING, SUBMITTED = {"answer": "coming"}, {"answer": "coming", "submitted_at": now()}


def verbs(user, expected=due_for_delegations):
    return [str(due.verb) for due in expected(fresh(user), today())]


def named(**overrides):
    delegation = make_delegation(**overrides)
    make_delegate(delegation=delegation, is_head=True)
    return delegation


def cast():
    return make_focal_point(), make_alternate(), make_validator(), make_focal_point("py@example.org", "PY")


def test_focal_point_and_alternate_are_asked_to_answer_by_the_day_of_the_meeting():
    focal_point, alternate, validator, other = cast()
    delegation = make_delegation()
    (due,) = due_for_delegations(focal_point, today())
    assert (due.day, due.state_id) == (delegation.meeting.begins_on, delegation.state_id)
    assert due.address == delegation.get_absolute_url()
    assert len(verbs(alternate)) == 1
    assert verbs(validator) == verbs(other) == []


def test_then_to_name_and_then_to_submit():
    focal_point, _alternate, validator, _other = cast()
    delegation = make_delegation(**COMING)
    first = verbs(focal_point)
    make_delegate(delegation=delegation)
    second = verbs(focal_point)
    assert len(first) == len(second) == 1
    assert first != second
    assert verbs(validator) == []


def test_who_may_approve_is_asked_to_and_an_alternate_is_not():
    focal_point, alternate, validator, other = cast()
    named(**SUBMITTED)
    assert len(verbs(focal_point)) == len(verbs(validator)) == 1
    assert verbs(alternate) == verbs(other) == []


@pytest.mark.parametrize("meeting", [{"cancelled_at": now()}, {"begins_on": today() - timedelta(days=9)}])
def test_nothing_is_expected_for_a_meeting_that_is_over_or_cancelled(meeting):
    focal_point = make_focal_point()
    make_delegation(meeting=make_meeting(**meeting))
    assert verbs(focal_point) == []
    assert verbs(make_secretary(), due_silence) == []


def test_nothing_is_expected_once_it_is_approved_or_nobody_comes():
    focal_point = make_focal_point()
    named(**SUBMITTED, approved_at=now())
    make_delegation(answer="not_coming")
    assert verbs(focal_point) == []


def test_an_observer_is_asked_to_answer():
    observer = make_observer()
    make_delegation(organisation=observer.person.mandates.get().organisation)
    assert len(verbs(observer)) == 1


def test_a_delegate_with_an_account_is_asked_to_register():
    user = make_user()
    delegate = make_delegate(person=make_person(user=user))
    assert len(verbs(user, due_registrations)) == 1
    type(delegate).objects.update(registered_at=now())
    assert verbs(user, due_registrations) == []


def test_the_organisers_are_told_who_is_silent_from_three_weeks_before():
    soon, later = (make_meeting(begins_on=today() + timedelta(days=days)) for days in (21, 22))
    for meeting in (soon, later):
        make_delegation(meeting=meeting)
    for user in (make_secretary(), make_host()):
        (due,) = due_silence(user, today())
        assert due.address.endswith(f"/{soon.pk}/delegations/?stage=silent")
    assert verbs(make_focal_point(), due_silence) == []


def test_the_workspace_asks_for_all_of_it():
    assert {due_for_delegations, due_registrations, due_silence} <= set(registered("due"))


def test_what_is_expected_costs_few_queries(django_assert_max_num_queries):
    user = make_focal_point()
    for _number in range(5):
        named(**COMING)
    user = fresh(user)
    with django_assert_max_num_queries(4):
        assert len(list(due_for_delegations(user, today()))) == 5
    with django_assert_max_num_queries(1):
        assert list(due_silence(user, today())) == []
