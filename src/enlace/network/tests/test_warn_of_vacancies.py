from datetime import timedelta

import pytest

from enlace.core.clock import now, today
from enlace.core.models import Mail
from enlace.network.member_actions import record_membership
from enlace.network.models import Mandate, Membership, Role, State
from enlace.network.succession_actions import warn_of_vacancies
from enlace.network.testing import make_mandate, make_person, make_state

pytestmark = pytest.mark.django_db


def in_days(number):
    return today() + timedelta(days=number)


def at(number):
    return now() + timedelta(days=number)


@pytest.fixture
def secretary():
    return make_mandate(Role.SECRETARY, person=make_person(email="secretary@example.org", language="en"))


@pytest.fixture
def last(secretary):
    """The focal point of Uruguay, on the last day of the mandate."""
    return make_mandate(until=today())


def test_the_secretariat_and_who_is_left_of_the_state_are_told_on_the_day_after(last):
    make_mandate(Role.ALTERNATE, person=make_person(email="alternate@example.org", language="pt"))
    make_mandate(person=make_person(email="elsewhere@example.org"), state=make_state("PY"))
    assert warn_of_vacancies(now()) == 0
    assert warn_of_vacancies(at(1)) == 2
    mails = {mail.to: mail for mail in Mail.objects.all()}
    assert set(mails) == {"secretary@example.org", "alternate@example.org"}
    assert mails["secretary@example.org"].subject == "Uruguay has no focal point"
    assert "/en/people/add/" in mails["secretary@example.org"].text
    assert "Uruguai" in mails["alternate@example.org"].subject
    assert "/pt/nominations/add/" in mails["alternate@example.org"].text


def test_a_vacancy_is_told_once_and_a_new_one_again(last):
    assert [warn_of_vacancies(at(number)) for number in range(1, 30)] == [1] + [0] * 28
    make_mandate(since=in_days(30), until=in_days(40))
    assert warn_of_vacancies(at(35)) == 0
    assert [warn_of_vacancies(at(number)) for number in (41, 42)] == [1, 0]


def test_a_correction_of_its_beginning_makes_no_new_vacancy(last):
    warn_of_vacancies(at(1))
    Mandate.objects.filter(pk=last.pk).update(until=in_days(-3))
    assert warn_of_vacancies(at(1)) == 0


def test_a_state_that_does_not_belong_is_not_spoken_of(secretary):
    make_state("PY", member=False)
    Membership.objects.filter(state=make_state("CL")).update(until=in_days(-1))
    assert warn_of_vacancies(now()) == 0


def test_a_membership_that_is_written_down_today_has_a_day_to_get_a_focal_point(secretary):
    state = State.objects.create(code="UY", column=1, row=1)
    record_membership(Membership(state=state, since=in_days(-4000)), by=None)
    assert warn_of_vacancies(now()) == 0
    assert warn_of_vacancies(at(1)) == 1


def test_a_membership_that_begins_without_one_is_spoken_of_after_a_day(secretary):
    Membership.objects.create(state=make_state("UY", member=False), since=in_days(5))
    assert [warn_of_vacancies(at(number)) for number in range(4, 9)] == [0, 0, 1, 0, 0]


def test_a_focal_point_from_the_next_day_on_leaves_no_vacancy(last):
    make_mandate(since=in_days(1))
    assert warn_of_vacancies(at(1)) == 0


def test_a_tick_with_nothing_to_say_asks_little(last, django_assert_num_queries):
    with django_assert_num_queries(1):
        warn_of_vacancies(now())
    warn_of_vacancies(at(1))
    with django_assert_num_queries(4):
        warn_of_vacancies(at(2))
