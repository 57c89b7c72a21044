"""What consultations expect of somebody: to answer, and of the secretariat to moderate, open and publish."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enlace.consultations.consulting.due import due_consultations
from enlace.consultations.testing import make_consultation, make_result, make_statement, make_vote, make_voter
from enlace.core.clock import now, today
from enlace.network.models import State
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_focal_point,
    make_observer,
    make_secretary,
    make_validator,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def answered(consultation, count):
    """The first `count` statements, by Uruguay."""
    voter = consultation.voters.first() or make_voter(consultation=consultation)
    for statement in consultation.statements.exclude(votes__voter=voter)[:count]:
        make_vote(statement=statement, voter=voter)


def with_statements(count, **overrides):
    consultation = make_consultation(**overrides)
    for _ in range(count):
        make_statement(consultation=consultation)
    return consultation


def test_a_voice_is_expected_to_answer_until_it_has_answered_everything(django_assert_max_num_queries):
    focal, alternate = make_focal_point(), make_alternate()
    consultation = with_statements(2, attribution="anonymous", closes_on=today() + 3 * DAY)
    (due,) = due_consultations(focal, today())
    assert (due.day, due.address) == (consultation.closes_on, reverse("consultations:answer", args=[consultation.pk]))
    assert due.state_id == State.objects.get(code="UY").pk
    answered(consultation, 2)
    assert list(due_consultations(fresh(focal), today())) == []
    assert list(due_consultations(fresh(alternate), today())) == []
    make_statement(consultation=consultation)
    assert len(list(due_consultations(fresh(alternate), today()))) == 1
    for _ in range(20):
        with_statements(1)
    again = fresh(focal)
    with django_assert_max_num_queries(4):
        assert len(list(due_consultations(again, today()))) == 21


def test_of_an_anonymous_one_what_is_due_does_not_say_how_far_somebody_is():
    focal = make_focal_point()
    consultation = with_statements(2, attribution="anonymous")
    (before,) = due_consultations(focal, today())
    answered(consultation, 1)
    (after,) = due_consultations(fresh(focal), today())
    assert before == after


def test_observers_and_validators_are_expected_to_answer_where_they_have_a_voice():
    validator, observer = make_validator(), make_observer()
    with_statements(1), with_statements(1, answered_by="network")
    assert list(due_consultations(validator, today())) == []
    assert len(list(due_consultations(observer, today()))) == 1
    with_statements(1, voice_of="person")
    assert len(list(due_consultations(fresh(validator), today()))) == 1


def test_the_secretariat_is_told_what_waits_for_it(django_assert_max_num_queries):
    secretary = make_secretary()
    moderated = with_statements(1)
    make_statement(consultation=moderated, by_participant=True, accepted=False)
    opening = make_consultation(opened=False, opens_on=today(), closes_on=today() + DAY)
    over, early = make_consultation(over=True), make_consultation(closed_at=now())
    make_result(), make_consultation(opened=False, opens_on=today() + DAY, closes_on=today() + 2 * DAY)
    make_consultation(opens_on=today() - 900 * DAY, closes_on=today() - 800 * DAY)
    names = {"statements": moderated, "open_consultation": opening}
    expected = {reverse(f"consultations:{name}", args=[one.pk]) for name, one in names.items()}
    expected |= {reverse("consultations:result", args=[one.pk]) for one in (over, early)}
    with django_assert_max_num_queries(4):
        assert {due.address for due in due_consultations(secretary, today())} == expected
