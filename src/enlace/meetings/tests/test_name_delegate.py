"""Who comes with a delegation: named, changed, withdrawn."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.meetings.delegations.actions import approve_delegation, submit_delegation
from enlace.meetings.delegations.delegate_actions import change_delegate, name_delegate, withdraw_delegate
from enlace.meetings.delegations.registration_actions import register_delegate
from enlace.meetings.models import Delegate, Need
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting, make_need
from enlace.network.models import Person, Role
from enlace.network.testing import (
    make_alternate,
    make_focal_point,
    make_institution,
    make_mandate,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
OFFICE = {"es": "Directora de Derechos Humanos"}


def coming(**overrides):
    return make_delegation(**{"answer": "coming"} | overrides)


def named(delegation, **overrides):
    fields = {"name": "Ana Kanari", "email": "ana@example.org", "office": OFFICE, "by": None} | overrides
    return name_delegate(delegation, **fields)


def refused(delegation, **overrides):
    with pytest.raises(ValidationError) as refusal:
        named(delegation, **overrides)
    return refusal.value.message_dict


@pytest.mark.parametrize("make", [make_focal_point, make_alternate, make_secretary])
def test_a_new_person_is_added_to_the_directory_with_the_delegate(make):
    delegate = named(coming(), by=make(), language="pt")
    person = delegate.person
    assert (person.name, person.email, person.language) == ("Ana Kanari", "ana@example.org", "pt")
    assert (delegate.office, delegate.is_head, person.user_id) == (OFFICE, True, None)
    assert not person.mandates.exists()


def test_an_observer_names_its_own():
    observer = make_observer()
    delegation = coming(organisation=observer.person.mandates.get().organisation, state=None)
    assert named(delegation, by=observer).person.email == "ana@example.org"


@pytest.mark.parametrize("make", [lambda: make_focal_point(code="PY"), make_validator, make_observer])
def test_others_name_nobody(make):
    with pytest.raises(PermissionDenied):
        named(coming(), by=make())
    assert not Delegate.objects.exists()


def test_somebody_of_the_own_state_is_found_by_their_address_and_nothing_of_them_changes():
    validator = make_validator()
    delegate = named(coming(), name="Otro nombre", email="VALIDATOR@example.org", language="pt")
    person = Person.objects.get(pk=validator.person.pk)
    assert delegate.person == person
    assert (person.name, person.email, person.language) == (
        "Oficina validator@example.org",
        "validator@example.org",
        "es",
    )


def test_somebody_is_found_by_the_address_with_which_they_sign_in():
    user = make_user("sign-in@example.org")
    make_mandate(Role.VALIDATOR, person=make_person(user=user))
    assert named(coming(), email="sign-in@example.org").person.user == user


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_focal_point("ana@example.org", "PY"),
        lambda: make_observer("ana@example.org"),
        lambda: make_secretary("ana@example.org"),
        lambda: make_mandate(
            Role.HOST, person=make_person(email="ana@example.org"), organisation=make_institution("PY")
        ),
        lambda: make_delegate(
            person=make_person(email="ana@example.org"), delegation=make_delegation(state=make_state("PY"))
        ),
    ],
)
def test_an_address_of_another_body_is_refused_and_it_is_not_told_whose_it_is(make):
    make()
    people = Person.objects.count()
    errors = refused(coming())
    assert list(errors) == ["email"]
    assert not any(word in errors["email"][0] for word in ("Paraguay", "Oficina", "Persona", "Observatorio"))
    assert (Person.objects.count(), Delegate.objects.filter(delegation__state__code="UY").exists()) == (people, False)


def test_an_officer_of_an_institution_of_the_state_can_be_its_delegate():
    make_mandate(Role.HOST, person=make_person(email="ana@example.org"), organisation=make_institution("UY"))
    assert named(coming()).pk


def test_who_left_another_body_can_be_named():
    person = make_person(email="ana@example.org")
    make_mandate(Role.OBSERVER, person=person, until=today() - timedelta(days=1))
    past = make_meeting(begins_on=today() - timedelta(days=300))
    make_delegate(person=person, delegation=make_delegation(state=make_state("PY"), meeting=past))
    withdrawn = make_delegation(state=make_state("CL"))
    make_delegate(person=person, delegation=withdrawn, withdrawn_at=now())
    assert named(coming()).person == person


def test_an_organisation_does_not_name_the_people_of_another():
    organisation = make_organisation()
    make_mandate(Role.OBSERVER, person=make_person(email="ana@example.org"), organisation=make_organisation())
    assert list(refused(coming(organisation=organisation))) == ["email"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"email": ""}, "email"), ({"email": "no address"}, "email"), ({"name": "  "}, "name")],
)
def test_what_lacks_something_is_refused_at_its_field(wrong, field):
    assert list(refused(coming(), **wrong)) == [field]
    assert not Person.objects.exists()


def test_the_same_person_is_not_named_twice_but_again_after_they_were_withdrawn():
    delegation = coming()
    delegate = named(delegation)
    assert list(refused(delegation)) == ["email"]
    withdraw_delegate(delegate, by=None)
    again = named(delegation)
    assert (again.pk, again.withdrawn_at) == (delegate.pk, None)


def test_a_delegation_has_one_head():
    delegation = coming()
    first, second = named(delegation), named(delegation, email="b@example.org")
    assert [one.is_head for one in delegation.delegates.all()] == [True, False]
    change_delegate(second, by=None, office=OFFICE, is_head=True)
    first.refresh_from_db()
    assert not first.is_head
    with pytest.raises(ValidationError):
        change_delegate(second, by=None, office=OFFICE, is_head=False)


def approved():
    delegation = coming()
    delegate = named(delegation)
    submit_delegation(delegation, by=None)
    approve_delegation(delegation, by=None)
    delegate.refresh_from_db()
    return delegation, delegate


def test_naming_somebody_else_takes_submission_and_approval_back():
    delegation, _delegate = approved()
    named(delegation, email="b@example.org")
    delegation.refresh_from_db()
    assert (delegation.submitted_at, delegation.approved_at, delegation.approved_by) == (None, None, None)


def test_another_wording_of_the_office_needs_no_other_approval_but_another_name_does():
    delegation, delegate = approved()
    change_delegate(delegate, by=None, office={"es": "Asesora"}, is_head=True)
    delegation.refresh_from_db()
    assert delegation.approved_at
    change_delegate(delegate, by=None, office={"es": "Asesora"}, is_head=True, name="Eva Kanari")
    delegation.refresh_from_db()
    assert delegation.approved_at is None


def test_another_address_registers_anew():
    _delegation, delegate = approved()
    register_delegate(delegate, by=None, takes_part="in_person", access="Rampa")
    change_delegate(delegate, by=None, office=OFFICE, is_head=True, email="nueva@example.org")
    delegate.refresh_from_db()
    assert (delegate.person.email, delegate.registered_at, delegate.registration_hash) == (
        "nueva@example.org",
        None,
        "",
    )
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    "known",
    [
        lambda person: make_mandate(Role.VALIDATOR, person=person),
        lambda person: Person.objects.filter(pk=person.pk).update(user=make_user()),
        lambda person: make_delegate(person=person, delegation=make_delegation(state=make_state("PY"))),
    ],
)
def test_the_contact_of_who_has_an_account_a_mandate_or_another_body_is_left_alone(known):
    delegate = named(coming())
    known(delegate.person)
    with pytest.raises(ValidationError):
        change_delegate(delegate, by=None, office=OFFICE, is_head=True, name="Otra")
    assert Person.objects.get(pk=delegate.person_id).name == "Ana Kanari"
    change_delegate(delegate, by=None, office={"es": "Asesora"}, is_head=True, name="Ana Kanari")


def test_an_address_that_somebody_else_has_is_refused():
    delegate = named(coming())
    make_person(email="taken@example.org")
    with pytest.raises(ValidationError) as refusal:
        change_delegate(delegate, by=None, office=OFFICE, is_head=True, email="taken@example.org")
    assert list(refusal.value.message_dict) == ["email"]


def test_who_is_withdrawn_leaves_no_needs_and_the_last_one_no_approval():
    delegation, delegate = approved()
    make_need(delegate=delegate)
    withdraw_delegate(delegate, by=make_focal_point())
    delegation.refresh_from_db()
    assert not Need.objects.exists()
    assert delegation.approved_at is None
    with pytest.raises(PermissionDenied):
        withdraw_delegate(delegate, by=None)


def test_the_log_holds_offices_and_ids_and_neither_a_name_nor_an_address():
    delegation = coming()
    delegate = named(delegation, by=make_focal_point())
    change_delegate(delegate, by=None, office=OFFICE, is_head=True, name="Eva Kanari", email="eva@example.org")
    submit_delegation(delegation, by=None)
    approve_delegation(delegation, by=None)
    register_delegate(delegate, by=None, takes_part="in_person", access="Rampa", diet="Vegetariana")
    withdraw_delegate(delegate, by=None)
    lines = AuditEntry.objects.filter(subject_kind__startswith="meetings.")
    written = json.dumps(list(lines.values_list("before", "after", "subject_id")), ensure_ascii=False)
    assert OFFICE["es"] in written
    assert not [word for word in ("Ana", "Eva", "Kanari", "@example.org", "Rampa", "Vegetariana") if word in written]
