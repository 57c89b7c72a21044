"""A meeting that does not take place, and one that does after all: who is told, once, in which language."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.meetings.editions.actions import cancel_meeting, restore_meeting
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting, make_session, make_speaker
from enlace.network.models import Role
from enlace.network.testing import (
    make_focal_point,
    make_host,
    make_mandate,
    make_observer,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(title={"es": "XIII Reunión", "pt": "XIII Reunião"})


def told():
    mail.outbox.clear()
    deliver_mail(now())
    return sorted(message.to[0] for message in mail.outbox)


def test_everybody_concerned_is_told_once(meeting):
    make_focal_point(), make_host()
    make_focal_point("silent@example.org", "PY")
    observer = make_observer()
    invited = make_delegation(meeting=meeting)
    make_delegation(meeting=meeting, state=make_state("PY"), invited_at=None)
    make_delegation(meeting=meeting, organisation=observer.person.mandates.get().organisation)
    person = make_person(email="delegate@example.org")
    make_delegate(delegation=invited, person=person)
    make_delegate(delegation=invited, person=make_person(email="withdrawn@example.org"), withdrawn_at=now())
    make_speaker(session=make_session(meeting=meeting), person=person)
    assert cancel_meeting(meeting, by=make_secretary()) == 4
    assert told() == ["delegate@example.org", "focal@example.org", "host@example.org", "observer@example.org"]


def test_each_is_told_in_their_language(meeting):
    make_mandate(Role.FOCAL_POINT, person=make_person(email="br@example.org", language="pt"))
    make_delegation(meeting=meeting)
    cancel_meeting(meeting, by=None)
    told()
    assert "XIII Reunião" in mail.outbox[0].subject + mail.outbox[0].body
    assert f"/pt/meetings/{meeting.pk}/" in mail.outbox[0].body


def test_the_log_counts_those_who_were_told_and_names_nobody(meeting):
    make_focal_point()
    make_delegation(meeting=meeting)
    cancel_meeting(meeting, by=None)
    after = AuditEntry.objects.get(action="cancel_meeting").after
    assert set(after) == {"cancelled_at", "people"}
    assert after["people"] == 1


def test_whoever_comes_second_is_refused_and_nobody_is_told_twice(meeting):
    make_focal_point()
    make_delegation(meeting=meeting)
    again = type(meeting).objects.get(pk=meeting.pk)
    cancel_meeting(meeting, by=None)
    with pytest.raises(PermissionDenied):
        cancel_meeting(again, by=None)
    assert len(told()) == 1


def test_the_host_does_not_cancel_and_what_is_over_is_not_cancelled(meeting):
    with pytest.raises(PermissionDenied):
        cancel_meeting(meeting, by=make_host())
    with pytest.raises(PermissionDenied):
        cancel_meeting(make_meeting(begins_on=today() - timedelta(days=9)), by=None)


def test_it_takes_place_after_all_and_the_same_people_are_told(meeting):
    make_focal_point()
    make_delegation(meeting=meeting)
    cancel_meeting(meeting, by=None)
    told()
    assert restore_meeting(meeting, by=make_secretary()) == 1
    meeting.refresh_from_db()
    assert meeting.cancelled_at is None
    assert told() == ["focal@example.org"]
    assert AuditEntry.objects.get(action="restore_meeting").before["cancelled_at"]


def test_the_page_says_how_many_are_told_and_then_shows_that_it_is_cancelled(client, meeting):
    make_focal_point()
    make_delegation(meeting=meeting)
    client.force_login(make_secretary())
    address = reverse("meetings:cancel_meeting", args=[meeting.pk])
    assert client.get(address).context["count"] == 1
    shown = client.post(address, follow=True)
    assert shown.context["meeting"].cancelled_at
    assert 'class="notice warn"' in shown.text
    assert client.get(address).status_code == 403
    assert client.post(reverse("meetings:restore_meeting", args=[meeting.pk])).url == meeting.get_absolute_url()
