from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.network.due import due_for_account, due_for_secretariat, due_for_states, ending_soon
from enlace.network.models import Mandate, Membership, Role
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_editor,
    make_focal_point,
    make_invitation,
    make_mandate,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def in_days(number):
    return today() + timedelta(days=number)


def titles(expected, user):
    return [due.title for due in expected(fresh(user), today())]


def test_nothing_is_expected_of_a_state_whose_seats_are_taken():
    focal_point, validator = make_focal_point(), make_validator()
    assert titles(due_for_states, focal_point) == titles(due_for_states, validator) == []


def test_who_holds_a_mandate_that_ends_soon_names_a_successor():
    focal_point = make_focal_point(until=in_days(60))
    make_validator()
    (due,) = due_for_states(focal_point, today())
    assert due.title == "Your mandate as focal point of Uruguay ends"
    assert (due.day, due.verb, due.address) == (in_days(60), "Name a successor", reverse("network:add_nomination"))
    assert due.state_id == make_state().pk


@pytest.mark.parametrize("until", [61, None])
def test_an_end_that_is_far_off_is_not_spoken_of(until):
    focal_point = make_focal_point(until=until and in_days(until))
    make_validator()
    assert titles(due_for_states, focal_point) == []


def test_nor_one_that_somebody_is_recorded_to_follow():
    focal_point = make_focal_point(until=in_days(20))
    make_validator()
    make_mandate(since=in_days(21))
    assert titles(due_for_states, focal_point) == []


def test_who_acts_for_a_state_sees_to_its_other_seats_and_a_validator_to_their_own():
    alternate, validator = make_alternate(), make_validator()
    make_focal_point(until=in_days(20))
    assert titles(due_for_states, alternate) == ["The mandate ends: focal point of Uruguay"]
    assert titles(due_for_states, validator) == []


def test_a_state_without_a_focal_point_is_asked_for_one_since_the_day_it_has_none():
    alternate = make_alternate()
    make_validator()
    make_mandate(until=in_days(-4))
    (due,) = due_for_states(alternate, today())
    assert (due.title, due.verb, due.day) == ("Uruguay has no focal point", "Name a focal point", in_days(-3))


def test_a_state_without_a_validator_is_asked_for_one_without_a_day():
    (due,) = due_for_states(make_focal_point(), today())
    assert (due.title, due.verb, due.day) == ("Uruguay has no validator", "Name a validator", None)


def test_of_other_people_nothing_is_expected_for_a_state():
    make_focal_point(until=in_days(5))
    others = [make_secretary(), make_observer(), make_editor(), make_user("stranger@example.org")]
    others.append(make_alternate("former@example.org", until=in_days(-1)))
    assert [titles(due_for_states, user) for user in others] == [[]] * 5


def test_the_secretariat_sees_mandates_of_all_kinds_that_end_soon():
    secretary = make_secretary(until=in_days(10))
    mandate = make_mandate(until=in_days(20))
    make_observer(organisation=make_organisation(), until=in_days(30))
    make_mandate(until=in_days(20), state=make_state("PY", member=False))
    found = list(due_for_secretariat(secretary, today()))
    assert [(due.title, due.day) for due in found] == [
        ("The mandate ends: member of the secretariat", in_days(10)),
        ("The mandate ends: focal point of Uruguay", in_days(20)),
        ("The mandate ends: observer for Observatorio de prueba", in_days(30)),
    ]
    assert found[1].address == mandate.person.get_absolute_url()


def test_an_observer_s_seat_is_taken_by_somebody_of_the_same_organisation():
    organisation = make_organisation()
    make_mandate(Role.OBSERVER, organisation=organisation, until=in_days(30))
    assert len(ending_soon(today())) == 1
    make_mandate(Role.OBSERVER, organisation=make_organisation())
    assert len(ending_soon(today())) == 1
    make_mandate(Role.OBSERVER, organisation=organisation)
    assert ending_soon(today()) == []


def test_the_secretariat_adds_the_focal_point_that_a_member_state_lacks():
    secretary, state = make_secretary(), make_state()
    Membership.objects.filter(state=make_state("PY")).update(until=in_days(-1))
    (due,) = due_for_secretariat(secretary, today())
    assert due.title == "Uruguay has no focal point"
    assert due.address == reverse("network:add_person") + f"?role=focal_point&state={state.pk}"


@pytest.mark.parametrize(("hours", "shown"), [(24 * 4, False), (24 * 2, True), (-24 * 2, True), (-24 * 70, False)])
def test_an_invitation_is_due_when_it_is_about_to_run_out_or_has(hours, shown):
    secretary, person = make_secretary(), make_mandate(Role.VALIDATOR).person
    make_focal_point()
    make_invitation(person=person, expires_at=now() + timedelta(hours=hours))
    expected = [f"{person} has not opened the invitation"] if shown else []
    assert titles(due_for_secretariat, secretary) == expected


@pytest.mark.parametrize("what", ["accepted", "withdrawn", "invited again", "has an account", "no mandate", "erased"])
def test_an_invitation_that_is_settled_is_not_due(what):
    secretary, person = make_secretary(), make_mandate(Role.VALIDATOR).person
    make_focal_point()
    fields = {"accepted": {"accepted_at": now()}, "withdrawn": {"withdrawn_at": now()}}.get(what, {})
    make_invitation(person=person, expires_at=now(), invited_at=now() - timedelta(days=7), **fields)
    if what == "invited again":
        make_invitation(person=person)
    if what == "no mandate":
        Mandate.objects.filter(person=person).update(until=in_days(-1))
    person.user = make_user() if what == "has an account" else None
    person.erased_at = now() if what == "erased" else None
    person.save()
    assert titles(due_for_secretariat, secretary) == []


def test_only_the_secretariat_sees_what_is_the_secretariat_s():
    make_state("PY")
    make_invitation(person=make_person(), expires_at=now())
    others = [make_focal_point(), make_validator(), make_observer(), make_editor(), make_user("stranger@example.org")]
    assert [titles(due_for_secretariat, user) for user in others] == [[]] * 5


def test_a_passkey_is_recommended_to_those_whose_role_does_not_ask_for_a_second_factor():
    recommended = [make_focal_point(), make_observer()]
    others = [make_validator(), make_secretary(), make_editor(), make_user("stranger@example.org")]
    assert [titles(due_for_account, user) for user in recommended] == [["Sign in without a password"]] * 2
    assert [titles(due_for_account, user) for user in others] == [[]] * 4


def test_who_has_a_passkey_is_left_alone():
    focal_point = make_focal_point()
    focal_point.authenticator_set.create(type="webauthn", data={})
    assert titles(due_for_account, focal_point) == []


def test_what_is_asked_of_the_database_does_not_grow(django_assert_max_num_queries):
    secretary = make_secretary()
    for code in ("AR", "BO", "BR", "CL", "CO", "CR"):
        make_mandate(state=make_state(code), until=in_days(30))
        make_invitation(person=make_mandate(Role.VALIDATOR, state=make_state(code)).person, expires_at=now())
        make_state(f"{code[0]}Z")
    secretary = fresh(secretary)
    with django_assert_max_num_queries(7):
        assert len(list(due_for_secretariat(secretary, today()))) > 12
