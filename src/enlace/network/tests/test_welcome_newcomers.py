from datetime import timedelta

import pytest

from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.core.models import Mail
from enlace.network.models import Person, Role
from enlace.network.succession_actions import welcome_newcomers
from enlace.network.testing import (
    make_focal_point,
    make_mandate,
    make_observer,
    make_person,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db


def in_days(number):
    return today() + timedelta(days=number)


def at(number):
    return now() + timedelta(days=number)


def newcomer(language="en", **mandate):
    person = make_person(name="New office", email="new@example.org", language=language, user=make_user("n@example.org"))
    return make_mandate(person=person, **mandate)


def test_a_new_focal_point_reads_what_is_open_for_the_state_and_where_all_is(settings):
    newcomer(until=in_days(20))
    make_mandate(Role.ALTERNATE, person=make_person(name="The alternate"))
    assert welcome_newcomers(now()) == 1
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("new@example.org", "Welcome as focal point of Uruguay")
    assert "Your mandate as focal point of Uruguay ends" in mail.text
    assert "Uruguay has no validator" in mail.text
    assert "Alternate: The alternate" in mail.text
    for path in ("/en/workspace/", "/en/states/uy/", "/en/directory/", "/en/nominations/add/"):
        assert settings.BASE_URL + path in mail.text


def test_an_alternate_is_welcomed_too_in_their_language():
    newcomer("pt", role=Role.ALTERNATE)
    welcome_newcomers(now())
    assert "/pt/workspace/" in Mail.objects.get().text
    assert "Uruguai" in Mail.objects.get().subject


def test_it_waits_for_the_mandate_and_for_the_account():
    mandate = make_mandate(person=make_person(email="new@example.org"), since=in_days(3))
    assert welcome_newcomers(at(4)) == 0
    Person.objects.filter(pk=mandate.person_id).update(user=make_user("n@example.org"))
    assert [welcome_newcomers(at(number)) for number in range(2, 6)] == [0, 1, 0, 0]


def test_nobody_but_who_acts_for_a_member_state_is_welcomed():
    make_validator()
    make_observer()
    make_focal_point("former@example.org", "PY", until=in_days(-1))
    make_mandate(person=make_person(user=make_user("no-member@example.org")), state=make_state("CL", member=False))
    assert welcome_newcomers(now()) == 0


def test_a_closed_account_is_not_written_to():
    mandate = newcomer()
    user = mandate.person.user
    user.is_active = False
    user.save()
    assert welcome_newcomers(now()) == 0


def test_a_mandate_that_follows_on_ones_own_is_no_news():
    mandate = newcomer(until=in_days(-1))
    make_mandate(person=mandate.person, since=today())
    assert welcome_newcomers(now()) == 0


def test_an_alternate_who_becomes_focal_point_is_welcomed_again():
    mandate = newcomer(role=Role.ALTERNATE)
    welcome_newcomers(now())
    make_mandate(person=mandate.person, since=today())
    assert welcome_newcomers(now()) == 1


def test_a_tick_with_nobody_to_welcome_asks_once(django_assert_num_queries):
    newcomer()
    welcome_newcomers(now())
    with django_assert_num_queries(1):
        assert welcome_newcomers(now()) == 0
