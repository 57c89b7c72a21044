"""A delegation is submitted, approved or sent back."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.meetings.delegations.actions import approve_delegation, send_back_delegation, submit_delegation
from enlace.meetings.delegations.delegate_actions import name_delegate
from enlace.meetings.models import Delegation
from enlace.meetings.testing import make_delegate, make_delegation
from enlace.network.models import Person
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_focal_point,
    make_observer,
    make_person,
    make_secretary,
    make_validator,
)

pytestmark = pytest.mark.django_db


def named(count=1, **overrides):
    delegation = make_delegation(**{"answer": "coming"} | overrides)
    for number in range(count):
        make_delegate(delegation=delegation, is_head=number == 0)
    return delegation


def submitted(count=1):
    delegation = named(count)
    submit_delegation(delegation, by=None)
    Mail.objects.all().delete()
    return delegation


def told():
    return sorted(Mail.objects.values_list("to", flat=True))


def test_the_validator_and_the_focal_point_are_told_of_what_the_alternate_submits():
    make_focal_point(), make_validator(), make_focal_point("py@example.org", "PY")
    Person.objects.filter(email="validator@example.org").update(language="pt")
    delegation = named()
    submit_delegation(delegation, by=make_alternate())
    assert told() == ["focal@example.org", "validator@example.org"]
    assert "/pt/" in Mail.objects.get(to="validator@example.org").text
    assert delegation.submitted_at
    assert delegation.approved_at is None


def test_nobody_is_told_of_what_they_did_themself():
    make_validator()
    submit_delegation(named(), by=make_focal_point())
    assert told() == ["validator@example.org"]


def test_a_delegation_that_nobody_heads_is_not_submitted():
    delegation = named()
    delegation.delegates.update(is_head=False)
    with pytest.raises(ValidationError):
        submit_delegation(delegation, by=None)
    assert not AuditEntry.objects.filter(action="submit_delegation").exists()


@pytest.mark.parametrize("make", [make_validator, make_focal_point])
def test_who_approves_it_sends_each_delegate_a_link_of_their_own(make):
    delegation = submitted(2)
    user = make()
    approve_delegation(delegation, by=user)
    assert delegation.approved_by == user
    links = {
        line
        for text in Mail.objects.values_list("text", flat=True)
        for line in text.split()
        if "/registration/" in line
    }
    assert len(links) == Mail.objects.count() == 2
    entry = AuditEntry.objects.get(action="approve_delegation")
    assert (entry.by, entry.after["people"]) == (user, 2)


@pytest.mark.parametrize("make", [make_alternate, make_secretary, lambda: make_focal_point(code="PY")])
def test_others_do_not_approve_it(make):
    delegation = submitted()
    with pytest.raises(PermissionDenied):
        approve_delegation(delegation, by=make())
    assert not Mail.objects.exists()


def test_of_two_who_approve_at_once_one_is_refused_and_nobody_is_told_twice():
    delegation = submitted()
    stale = Delegation.objects.get(pk=delegation.pk)
    approve_delegation(delegation, by=make_validator())
    with pytest.raises(PermissionDenied):
        approve_delegation(stale, by=make_focal_point())
    assert Mail.objects.count() == 1
    assert AuditEntry.objects.filter(action="approve_delegation").count() == 1


def test_of_two_who_submit_at_once_one_is_refused():
    make_validator()
    delegation = named()
    stale = Delegation.objects.get(pk=delegation.pk)
    submit_delegation(delegation, by=make_alternate())
    with pytest.raises(PermissionDenied):
        submit_delegation(stale, by=make_focal_point())
    assert told() == ["validator@example.org"]


def test_an_observer_submits_and_that_is_the_approval():
    observer = make_observer()
    delegation = named(organisation=observer.person.mandates.get().organisation, state=None)
    submit_delegation(delegation, by=observer)
    assert delegation.approved_at
    assert delegation.approved_by == observer
    assert Mail.objects.count() == 1


def test_after_another_approval_only_those_without_a_link_get_one():
    delegation = submitted()
    approve_delegation(delegation, by=None)
    Mail.objects.all().delete()
    name_delegate(delegation, by=None, name="Eva", email="eva@example.org")
    submit_delegation(Delegation.objects.get(pk=delegation.pk), by=None)
    approve_delegation(Delegation.objects.get(pk=delegation.pk), by=None)
    assert told() == ["eva@example.org"]


def test_it_is_sent_back_with_a_reason_that_those_who_named_it_read_and_the_log_does_not_hold():
    make_focal_point(), make_alternate()
    delegation = submitted()
    send_back_delegation(delegation, by=make_validator(), why="  Falta la jefa de la delegación.  ")
    assert told() == ["alternate@example.org", "focal@example.org"]
    assert all("Falta la jefa" in text for text in Mail.objects.values_list("text", flat=True))
    assert (delegation.submitted_at, delegation.sent_back_why) == (None, "Falta la jefa de la delegación.")
    assert "jefa" not in json.dumps(list(AuditEntry.objects.values_list("before", "after")), ensure_ascii=False)


def test_the_reason_is_gone_once_it_is_submitted_again():
    delegation = submitted()
    send_back_delegation(delegation, by=make_validator(), why="Falta la jefa.")
    submit_delegation(delegation, by=None)
    assert delegation.sent_back_why == ""


@pytest.mark.parametrize("why", ["", "   ", "x" * 501])
def test_without_a_reason_or_with_a_long_one_it_is_not_sent_back(why):
    delegation = submitted()
    with pytest.raises(ValidationError) as refusal:
        send_back_delegation(delegation, by=make_validator(), why=why)
    assert list(refusal.value.message_dict) == ["why"]
    assert Delegation.objects.get().submitted_at


def test_what_was_approved_in_the_meantime_is_not_sent_back():
    delegation = submitted()
    stale = Delegation.objects.get(pk=delegation.pk)
    approve_delegation(delegation, by=None)
    with pytest.raises(PermissionDenied):
        send_back_delegation(stale, by=make_validator(), why="Falta la jefa.")
    assert Delegation.objects.get().approved_at


def test_who_was_erased_or_has_no_address_gets_no_link():
    delegation = named()
    make_delegate(delegation=delegation, person=make_person(email=""))
    make_delegate(delegation=delegation, person=make_person(name="", email="", erased_at=now()))
    submit_delegation(delegation, by=None)
    approve_delegation(delegation, by=fresh(make_validator()))
    assert Mail.objects.count() == 1
