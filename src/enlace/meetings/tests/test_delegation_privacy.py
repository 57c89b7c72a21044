"""What delegations hold of a person, and how it is forgotten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from enlace.core.clock import now, today
from enlace.meetings.models import Delegate, Delegation, Need
from enlace.meetings.testing import (
    make_delegate,
    make_delegation,
    make_meeting,
    make_need,
    make_session,
    make_speaker,
)
from enlace.network.held import held_on
from enlace.network.models import Person
from enlace.network.privacy_actions import erase_person
from enlace.network.retention_actions import forget_contacts
from enlace.network.testing import make_mandate, make_person, make_secretary

pytestmark = pytest.mark.django_db


def past(days):
    """A meeting whose last day was so many days ago."""
    return make_meeting(begins_on=today() - timedelta(days=days + 1))


def delegate_to(meeting, **overrides):
    return make_delegate(delegation=make_delegation(meeting=meeting, approved_at=now()), **overrides)


def test_their_page_holds_the_meetings_and_what_they_said_that_they_need(client):
    delegate = delegate_to(make_meeting(), registered_at=now(), takes_part="in_person")
    make_need(delegate=delegate, access="Rampa", diet="Vegetariana")
    facts = [(fact.label, fact.value) for fact in held_on(delegate.person, make_secretary())[-1].facts]
    assert [label for label, _value in facts if "Reunión de prueba" in label] == [label for label, _value in facts]
    assert any("Asesora" in value and "Uruguay" in value for _label, value in facts)
    assert any(value == "Rampa; Vegetariana" for _label, value in facts)


def test_erasing_takes_needs_the_wording_of_the_office_and_the_link_and_who_comes_is_withdrawn():
    person = make_person(name="Ana Kanari")
    ahead = delegate_to(make_meeting(), person=person, registration_hash="a" * 64, is_head=True)
    make_need(delegate=ahead)
    behind = delegate_to(past(10), person=person)
    erase_person(person, by=None)
    ahead.refresh_from_db()
    behind.refresh_from_db()
    assert not Need.objects.exists()
    assert (ahead.office, behind.office, ahead.registration_hash) == ({}, {}, "")
    assert (bool(ahead.withdrawn_at), behind.withdrawn_at) == (True, None)


def test_erasing_takes_the_name_out_of_the_reason_for_which_a_delegation_was_sent_back():
    person = make_person(name="Ana Kanari")
    make_delegation(sent_back_why="Falta Ana Kanari.")
    erase_person(person, by=None)
    assert Delegation.objects.get().sent_back_why == "Falta […]."


@pytest.fixture
def _kept_for(settings):
    settings.ENLACE_KEEP_CONTACTS_DAYS = 100


@pytest.mark.usefixtures("_kept_for")
def test_who_only_was_a_delegate_is_forgotten_counted_from_the_last_day_of_the_meeting():
    gone, kept = delegate_to(past(101)).person, delegate_to(past(100)).person
    ahead, nobody = delegate_to(make_meeting()).person, make_person()
    assert forget_contacts(timezone.now()) == 1
    assert list(Person.objects.erased()) == [gone]
    assert {kept, ahead, nobody} == set(Person.objects.exclude(email=""))


@pytest.mark.usefixtures("_kept_for")
def test_a_meeting_keeps_the_contact_of_who_has_no_mandate_any_more():
    person = make_person()
    long_ago = today() - timedelta(days=500)
    make_mandate("validator", person=person, since=long_ago, until=long_ago)
    delegate_to(past(300), person=person)
    delegate_to(past(20), person=person)
    assert forget_contacts(timezone.now()) == 0


@pytest.mark.usefixtures("_kept_for")
def test_a_mandate_keeps_the_contact_of_who_was_a_delegate_long_ago():
    delegate_to(past(300), person=make_mandate().person)
    assert forget_contacts(timezone.now()) == 0


@pytest.mark.usefixtures("_kept_for")
def test_who_only_spoke_is_forgotten_in_the_same_way():
    gone, kept = (
        make_speaker(session=make_session(meeting=past(days)), person=make_person()).person for days in (101, 100)
    )
    assert forget_contacts(timezone.now()) == 1
    assert list(Person.objects.erased()) == [gone]
    assert Person.objects.get(pk=kept.pk).email


def test_who_was_erased_stands_in_the_list_without_a_name(client):
    delegate = delegate_to(make_meeting(), person=make_person(name="Ana Kanari"))
    erase_person(delegate.person, by=None)
    client.force_login(make_secretary())
    answer = client.get(reverse("meetings:delegation", args=[delegate.delegation_id]))
    assert answer.status_code == 200
    assert "Kanari" not in answer.content.decode()
    assert Delegate.objects.exists()
