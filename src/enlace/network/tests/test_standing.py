from datetime import timedelta

import pytest
from django.utils.translation import override

from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.network.models import Listing, Membership, Person, Role
from enlace.network.roles import roles_of
from enlace.network.standing import addresses_of_the_secretariat, giving_rights_on, signed_in_as, standing_of
from enlace.network.testing import (
    fresh,
    make_cast,
    make_focal_point,
    make_mandate,
    make_membership,
    make_observer,
    make_organisation,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db


def in_days(number):
    return today() + timedelta(days=number)


def test_everybody_is_told_whose_part_they_play():
    cast = make_cast()
    with override("en"):
        words = {name: signed_in_as(user) for name, user in vars(cast).items()}
    assert words == {
        "focal_point": "Focal point · Uruguay",
        "other_focal_point": "Focal point · Paraguay",
        "alternate": "Alternate · Uruguay",
        "validator": "Validator · Uruguay",
        "observer": "Observer · Observatorio de prueba",
        "secretary": "Secretariat",
        "host": "Host institution · Ministerio de prueba",
        "editor": "Editor of the site",
        "administrator": "Administrator",
        "stranger": "",
    }


def test_a_mandate_gives_rights_no_longer_than_its_state_belongs():
    user = make_focal_point(until=in_days(100))
    Membership.objects.update(until=in_days(40))
    (held,) = standing_of(user).current
    assert held.until == in_days(40)
    assert standing_of(user, in_days(41)).current == ()
    assert standing_of(user, in_days(41)).last.until == in_days(40)


def test_two_memberships_without_a_day_between_them_are_one():
    user = make_focal_point()
    Membership.objects.update(until=in_days(-1))
    make_membership(state=make_state(), since=today())
    assert [held.until for held in standing_of(user).current] == [None]


def test_what_ended_last_and_what_begins_next_is_known():
    user = make_focal_point(until=in_days(-10))
    person = Person.objects.get(user=user)
    make_mandate(Role.VALIDATOR, person=person, until=in_days(-3))
    make_mandate(Role.ALTERNATE, person=person, since=in_days(5))
    standing = standing_of(user)
    assert (standing.current, standing.last.until, standing.next.since) == ((), in_days(-3), in_days(5))


@pytest.mark.parametrize("days", [-1, 0, 1, 400])
def test_a_standing_names_the_parts_that_rights_follow_from(days):
    day = in_days(days)
    users = [make_focal_point(until=today()), make_observer(), make_secretary(since=in_days(1)), make_user("x@x.org")]
    Membership.objects.filter(organisation__isnull=False).update(until=in_days(100))
    for user in users:
        parts = {(part.role, part.state_id) for part in roles_of(fresh(user), day).parts}
        held = {(one.mandate.role, one.mandate.state_id) for one in standing_of(fresh(user), day).current}
        giving = giving_rights_on(day).filter(person__user=user).values_list("role", "state")
        assert held == parts == set(giving)


def test_only_addresses_that_the_secretariat_chose_to_list_are_given_away():
    make_secretary("hidden@example.org")
    Person.objects.filter(user=make_secretary("listed@example.org")).update(listing=Listing.CONTACT)
    Person.objects.filter(user=make_secretary("former@example.org", until=in_days(-1))).update(listing=Listing.CONTACT)
    Person.objects.filter(user=make_focal_point()).update(listing=Listing.CONTACT)
    assert addresses_of_the_secretariat() == ["listed@example.org"]


def test_it_takes_few_queries_and_is_asked_once(django_assert_num_queries):
    user = make_observer(organisation=make_organisation())
    make_mandate(person=Person.objects.get(user=user))
    user = fresh(user)
    with django_assert_num_queries(3):
        assert len(standing_of(user).current) == 2
        standing_of(user)


def test_an_erased_person_and_a_closed_account_have_no_standing():
    user = make_focal_point()
    user.is_active = False
    assert standing_of(user).current == ()
    other = make_focal_point("other@example.org", "PY")
    Person.objects.filter(user=other).update(erased_at=now())
    assert standing_of(other).current == ()
