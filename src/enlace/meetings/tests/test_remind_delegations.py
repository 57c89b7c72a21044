"""What the tick says before a meeting, once each."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.models import Mail
from enlace.core.registry import registered
from enlace.meetings.delegations.invitation_actions import answer_invitation
from enlace.meetings.delegations.registration_actions import register_by_link
from enlace.meetings.delegations.reminder_actions import remind_silent, remind_unregistered
from enlace.meetings.delegations.reminding import SILENT_STEPS, reminder_due, reminder_key
from enlace.meetings.delegations.retention_actions import forget_needs
from enlace.meetings.models import MeetingReminder, Need
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting, make_need
from enlace.network.models import Person
from enlace.network.testing import make_alternate, make_focal_point, make_observer

LONG_AGO = timezone.now() - timedelta(days=200)
db = pytest.mark.django_db
DAYS = st.integers(-60, 60)


def on(days_before, meeting):
    return timezone.now() + (meeting.begins_on - today()) - timedelta(days=days_before)


def silent(**overrides):
    return make_delegation(
        **{"meeting": make_meeting(begins_on=today() + timedelta(days=60)), "invited_at": LONG_AGO} | overrides
    )


def unregistered(**overrides):
    fields = {"answer": "coming", "submitted_at": LONG_AGO, "approved_at": LONG_AGO} | overrides
    meeting = fields.pop("meeting", None) or make_meeting(begins_on=today() + timedelta(days=60))
    return make_delegate(delegation=make_delegation(meeting=meeting, **fields))


@db
def test_a_silent_state_is_reminded_three_times_and_not_twice_on_a_day():
    make_focal_point(), make_alternate()
    meeting = silent().meeting
    counts = [remind_silent(on(days, meeting)) for days in (31, 30, 30, 22, 14, 8, 7, 6, 1, 0, -1, -9)]
    assert counts == [0, 2, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0]
    assert MeetingReminder.objects.count() == 3


@db
def test_where_no_tick_ran_for_weeks_only_the_most_urgent_goes():
    make_focal_point()
    meeting = silent().meeting
    assert [remind_silent(on(days, meeting)) for days in (5, 4)] == [1, 0]
    assert MeetingReminder.objects.get().key.endswith(":7")


@db
def test_they_read_it_in_their_language_with_the_days_that_are_left():
    Person.objects.filter(pk=make_focal_point().person.pk).update(language="pt")
    delegation = silent()
    remind_silent(on(14, delegation.meeting))
    mail = Mail.objects.get()
    assert f"/pt/meetings/delegations/{delegation.pk}/" in mail.text
    assert "14" in mail.text


@db
@pytest.mark.parametrize("answer", ["coming", "not_coming"])
def test_who_has_answered_is_left_in_peace(answer):
    make_focal_point()
    delegation = silent()
    answer_invitation(delegation, by=None, answer=answer)
    assert remind_silent(on(7, delegation.meeting)) == 0


@db
def test_nobody_is_reminded_of_a_meeting_that_is_cancelled():
    make_focal_point()
    meeting = silent().meeting
    type(meeting).objects.update(cancelled_at=now())
    unregistered(meeting=meeting, state=make_focal_point("py@example.org", "PY").person.mandates.get().state)
    assert remind_silent(on(7, meeting)) + remind_unregistered(on(7, meeting)) == 0


@db
def test_where_nobody_is_there_to_be_told_it_stays_unsaid_until_somebody_is():
    meeting = silent().meeting
    assert remind_silent(on(14, meeting)) == 0
    make_focal_point()
    assert remind_silent(on(13, meeting)) == 1


@db
def test_an_observer_who_is_silent_is_reminded_too():
    observer = make_observer()
    meeting = silent(organisation=observer.person.mandates.get().organisation, state=None).meeting
    assert remind_silent(on(30, meeting)) == 1


@db
def test_a_meeting_that_moved_to_another_day_is_reminded_of_anew():
    make_focal_point()
    meeting = silent().meeting
    remind_silent(on(7, meeting))
    later = meeting.begins_on + timedelta(days=20)
    type(meeting).objects.update(begins_on=later, ends_on=later)
    meeting.refresh_from_db()
    assert remind_silent(on(7, meeting)) == 1


@db
def test_who_was_invited_after_the_step_is_not_reminded_by_it():
    make_focal_point()
    meeting = make_meeting(begins_on=today() + timedelta(days=20))
    make_delegation(meeting=meeting)
    assert [remind_silent(on(days, meeting)) for days in (20, 14)] == [0, 1]


@db
def test_who_has_not_registered_gets_one_new_link_a_week_before_and_it_works():
    delegate = unregistered()
    meeting = delegate.delegation.meeting
    assert [remind_unregistered(on(days, meeting)) for days in (8, 7, 6, 0, -1)] == [0, 1, 0, 0, 0]
    token = (
        next(line for line in Mail.objects.get().text.split() if "/registration/" in line).rstrip("/").split("/")[-1]
    )
    register_by_link(token, takes_part="in_person")


@db
@pytest.mark.parametrize(
    "overrides", [{"registered_at": LONG_AGO}, {"withdrawn_at": LONG_AGO}, {"delegation__approved_at": None}]
)
def test_who_registered_was_withdrawn_or_is_not_approved_gets_none(overrides):
    delegate = unregistered(approved_at=overrides.pop("delegation__approved_at", LONG_AGO))
    type(delegate).objects.update(**overrides)
    assert remind_unregistered(on(7, delegate.delegation.meeting)) == 0


@db
def test_many_silent_ones_cost_the_same_queries(django_assert_max_num_queries):
    meeting = make_meeting(begins_on=today() + timedelta(days=60))
    for code in ("UY", "PY", "CL", "AR", "BO"):
        silent(meeting=meeting, state=make_focal_point(f"{code}@example.org", code).person.mandates.get().state)
    remind_silent(on(30, meeting))
    with django_assert_max_num_queries(3):
        assert remind_silent(on(29, meeting)) == 0


@db
def test_needs_are_forgotten_thirty_days_after_the_meeting_and_one_line_says_how_many():
    kept, gone = (make_meeting(begins_on=today() - timedelta(days=days)) for days in (31, 32))
    for meeting in (kept, gone):
        make_need(delegate=make_delegate(delegation=make_delegation(meeting=meeting)))
    assert forget_needs(timezone.now()) == 1
    assert Need.objects.get().delegate.delegation.meeting == kept
    entry = AuditEntry.objects.get(action="forget_needs")
    assert (entry.by, entry.after) == (None, {"removed": 1})
    assert forget_needs(timezone.now()) == 0


def test_the_tick_does_all_of_it():
    assert {remind_silent, remind_unregistered, forget_needs} <= set(registered("tick"))


def due(day, begins, asked, said):
    return reminder_due("silent", 1, begins, asked, day, said, SILENT_STEPS)


@given(st.lists(DAYS, max_size=60), st.integers(0, 120))
def test_however_the_ticks_run_each_step_is_said_at_most_once_and_never_a_milder_one_after(ticks, asked_before):
    begins, said = date(2027, 3, 1), []
    for left in sorted(ticks, reverse=True):
        key = due(begins - timedelta(days=left), begins, begins - timedelta(days=asked_before), set(said))
        if key:
            assert left >= 1
            said.append(key)
    steps = [int(key.rsplit(":", 1)[1]) for key in said]
    assert steps == sorted(set(steps), reverse=True)
    assert all(step < asked_before for step in steps)


def test_a_milder_step_is_not_said_after_a_more_urgent_one():
    begins = date(2027, 3, 1)
    said = {reminder_key("silent", 1, begins, 7)}
    assert due(begins - timedelta(days=20), begins, date(2026, 1, 1), said) is None
