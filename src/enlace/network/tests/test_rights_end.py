"""Rights end by themselves: through the last day everything answers, on the day after nothing does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enlace.core.clock import today
from enlace.network import rules
from enlace.network.audiences import Audience
from enlace.network.models import Circular, Mandate, Membership, Nomination, Person
from enlace.network.roles import NOBODY, roles_of
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_circular,
    make_focal_point,
    make_mandate,
    make_nomination,
    make_observer,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=-1)
MAKERS = {
    "focal point": make_focal_point,
    "alternate": make_alternate,
    "validator": make_validator,
    "observer": make_observer,
    "secretary": make_secretary,
}


def doors():
    """By who may enter: addresses that answer only as long as a mandate lasts."""
    nomination, other = make_nomination(), make_mandate(state=make_state("PY")).person
    members = make_circular(audience=Audience.MEMBERS)
    network = make_circular(audience=Audience.NETWORK)
    of_states = [
        reverse("network:nominations"),
        reverse("network:nomination", args=[nomination.pk]),
        reverse("network:add_nomination"),
        reverse("network:people"),
        reverse("network:person", args=[other.pk]),
        members.get_absolute_url(),
    ]
    return {
        **dict.fromkeys(["focal point", "alternate", "validator"], of_states),
        "observer": [network.get_absolute_url()],
        "secretary": [
            *[*of_states, reverse("network:add_person"), reverse("network:memberships"), reverse("network:audit")],
            *[reverse("network:invitations"), reverse("network:export"), reverse("network:add_circular")],
        ],
    }


def answers(client, addresses):
    return {address: client.get(address).status_code for address in addresses}


@pytest.mark.parametrize("who", MAKERS)
def test_an_open_session_opens_nothing_on_the_day_after_the_last(client, who):
    addresses = doors()[who]
    user = MAKERS[who](until=today())
    client.force_login(user)
    assert set(answers(client, addresses).values()) == {200}
    Mandate.objects.filter(person__user=user).update(until=today() + YESTERDAY)
    after = answers(client, addresses)
    assert set(after.values()) <= {403, 404}, after


@pytest.mark.parametrize("who", ["focal point", "alternate", "validator", "observer"])
def test_nor_after_the_last_day_of_the_membership(client, who):
    addresses = doors()[who]
    user = MAKERS[who]()
    client.force_login(user)
    Membership.objects.exclude(state__code="PY").update(until=today())
    assert set(answers(client, addresses).values()) == {200}
    Membership.objects.exclude(state__code="PY").update(until=today() + YESTERDAY)
    assert set(answers(client, addresses).values()) <= {403, 404}


@pytest.mark.parametrize("who", MAKERS)
def test_no_role_and_no_record_is_left_but_one_s_own(who):
    doors()
    user = MAKERS[who](until=today() + YESTERDAY)
    assert roles_of(user) == NOBODY
    assert not Circular.objects.visible_to(user)
    assert not Nomination.objects.visible_to(user)
    assert list(Person.objects.visible_to(user)) == [user.person]


def test_the_rule_says_yes_on_the_last_day_and_no_on_the_next():
    user, state = make_focal_point(until=today()), make_state()
    assert rules.can_file_nomination(user, state)
    Mandate.objects.update(until=today() + YESTERDAY)
    assert not rules.can_file_nomination(fresh(user), state)


@pytest.mark.parametrize("until", [-1, 0, 1])
def test_roles_of_a_day_follow_its_mandates(until):
    last = today() + timedelta(days=until)
    user = make_focal_point(until=last)
    assert roles_of(user, last).states
    assert not roles_of(user, last + timedelta(days=1)).states
