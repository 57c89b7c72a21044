"""Delegates register, by their link or signed in."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.core.models import Mail
from enlace.meetings.delegations.delegate_actions import withdraw_delegate
from enlace.meetings.delegations.invitation_actions import answer_invitation
from enlace.meetings.delegations.registration_actions import (
    register_by_link,
    register_delegate,
    send_link,
    send_registration,
)
from enlace.meetings.delegations.registrations import RegistrationClosed, new_token
from enlace.meetings.models import Delegate, Meeting, Need
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting, make_need
from enlace.network.models import Person, hashed
from enlace.network.testing import (
    make_focal_point,
    make_host,
    make_mandate,
    make_observer,
    make_person,
    make_secretary,
    make_validator,
)

pytestmark = pytest.mark.django_db


def approved(**overrides):
    """Somebody in an approved delegation to a meeting of the mode."""
    meeting = make_meeting(mode=overrides.pop("mode", "hybrid"))
    delegation = make_delegation(meeting=meeting, answer="coming", submitted_at=now(), approved_at=now())
    return make_delegate(delegation=delegation, **overrides)


def address(token):
    return reverse("meetings:registration", args=[token])


def test_somebody_registers_by_the_link_without_an_account(client):
    delegate = approved()
    answer = {"takes_part": "remote", "access": "Subtítulos", "diet": "", "language": "pt"}
    token = send_link(delegate)
    assert client.post(address(token), answer).status_code == 302
    delegate.refresh_from_db()
    assert (delegate.takes_part, bool(delegate.registered_at)) == ("remote", True)
    assert (delegate.need.access, delegate.person.language) == ("Subtítulos", "pt")
    shown = client.get(address(token))
    assert shown.status_code == 200
    assert "Subtítulos" in shown.content.decode()


def test_what_was_registered_is_changed_and_needs_that_are_no_more_are_gone():
    delegate = approved()
    token = send_link(delegate)
    register_by_link(token, takes_part="in_person", diet="Vegetariana")
    first = Delegate.objects.get().registered_at
    register_by_link(token, takes_part="remote")
    delegate.refresh_from_db()
    assert (delegate.takes_part, delegate.registered_at) == ("remote", first)
    assert not Need.objects.exists()


def test_the_log_knows_how_they_take_part_and_not_what_they_need():
    token = send_link(approved())
    register_by_link(token, takes_part="in_person", access="Rampa")
    entry = AuditEntry.objects.get(action="register_by_link")
    assert (entry.by, entry.after) == (None, {"takes_part": "in_person"})


def cancel(delegate):
    Meeting.objects.update(cancelled_at=now())


def end(delegate):
    Meeting.objects.update(begins_on=today() - timedelta(days=2), ends_on=today() - timedelta(days=1))


def correct_address(delegate):
    Person.objects.filter(pk=delegate.person_id).update(email="correcta@example.org")


@pytest.mark.parametrize(
    "happens", [lambda delegate: withdraw_delegate(delegate, by=None), cancel, end, correct_address]
)
def test_the_link_stops_working(client, happens):
    delegate = approved()
    token = send_link(delegate)
    happens(delegate)
    for answer in (client.get(address(token)), client.post(address(token), {"takes_part": "remote"})):
        assert answer.status_code == 410
        assert str(delegate.person) not in answer.content.decode()
    with pytest.raises(RegistrationClosed):
        register_by_link(token, takes_part="remote")
    assert Delegate.objects.get().registered_at is None


def test_what_never_was_a_link_or_was_replaced_is_not_found(client):
    delegate = approved()
    first = send_link(delegate)
    send_link(delegate)
    answer_invitation(make_delegation(), by=None, answer="not_coming")
    for token in (first, new_token(delegate.person), "no-such-token"):
        assert client.get(address(token)).status_code == 404


def test_the_page_of_a_link_is_kept_to_itself(client):
    answer = client.get(address(send_link(approved())))
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_database_has_only_the_hash_of_a_link():
    delegate = approved()
    token = send_link(delegate)
    assert Delegate.objects.get().registration_hash == hashed(token) != token
    assert token in Mail.objects.get().text


@pytest.mark.parametrize(("mode", "wrong"), [("in_person", "remote"), ("virtual", "in_person"), ("hybrid", "")])
def test_how_they_take_part_fits_the_mode_of_the_meeting(mode, wrong):
    delegate = approved(mode=mode)
    with pytest.raises(ValidationError) as refusal:
        register_delegate(delegate, by=None, takes_part=wrong)
    assert list(refusal.value.message_dict) == ["takes_part"]


@pytest.mark.parametrize(("mode", "only"), [("in_person", "in_person"), ("virtual", "remote")])
def test_where_the_mode_leaves_one_way_nobody_is_asked(client, mode, only):
    delegate = approved(mode=mode)
    token = send_link(delegate)
    assert "takes_part" not in client.get(address(token)).content.decode()
    client.post(address(token), {"language": "es"})
    delegate.refresh_from_db()
    assert delegate.takes_part == only


def test_needs_that_are_too_long_are_refused_and_nothing_is_kept():
    with pytest.raises(ValidationError) as refusal:
        register_delegate(approved(), by=None, takes_part="remote", diet="x" * 301)
    assert list(refusal.value.message_dict) == ["diet"]
    assert Delegate.objects.get().registered_at is None


def test_a_delegate_with_an_account_registers_signed_in(client):
    user = make_user()
    delegate = approved(person=make_person(user=user))
    client.force_login(user)
    page = reverse("meetings:register", args=[delegate.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"takes_part": "remote", "language": "pt"}).status_code == 302
    delegate.refresh_from_db()
    assert (delegate.takes_part, delegate.person.language) == ("remote", "pt")
    assert AuditEntry.objects.get(action="register_delegate").by == user


@pytest.mark.parametrize("make", [make_focal_point, make_secretary, make_host])
def test_the_own_focal_point_and_the_organisers_register_for_somebody(client, make):
    delegate = approved()
    client.force_login(make())
    client.post(reverse("meetings:register", args=[delegate.pk]), {"takes_part": "in_person", "language": "es"})
    delegate.refresh_from_db()
    assert delegate.registered_at


@pytest.mark.parametrize("make", [lambda: make_focal_point(code="PY"), make_observer, make_validator])
def test_others_do_not(make):
    with pytest.raises(PermissionDenied):
        register_delegate(approved(), by=make(), takes_part="remote")


def test_another_state_is_not_shown_what_somebody_needs(client):
    delegate = approved()
    make_need(delegate=delegate, access="Rampa especial")
    client.force_login(make_focal_point(code="PY"))
    answer = client.get(reverse("meetings:register", args=[delegate.pk]))
    assert answer.status_code == 403
    assert "Rampa especial" not in answer.content.decode()


def test_the_language_of_who_has_a_mandate_or_an_account_is_their_own_to_choose():
    for person in (make_validator().person, make_mandate("alternate").person):
        delegate = approved(person=person)
        register_delegate(delegate, by=None, takes_part="remote", language="pt")
        token = send_link(delegate)
        register_by_link(token, takes_part="remote", language="pt")
        assert Person.objects.get(pk=person.pk).language == "es"
        Meeting.objects.all().update(cancelled_at=now())


def test_another_link_replaces_the_first_and_goes_in_the_language_of_its_reader():
    delegate = approved(person=make_person(language="pt"))
    first = send_link(delegate)
    second = send_registration(delegate, by=make_focal_point())
    with pytest.raises(RegistrationClosed):
        register_by_link(first, takes_part="remote")
    assert f"/pt/meetings/registration/{second}/" in Mail.objects.last().text
    assert AuditEntry.objects.filter(action="send_registration").count() == 1


def test_no_link_is_sent_before_the_approval():
    delegate = make_delegate(delegation=make_delegation(answer="coming"))
    with pytest.raises(PermissionDenied):
        send_registration(delegate, by=make_secretary())
    assert not Mail.objects.exists()
