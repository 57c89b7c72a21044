"""What is held of a person's answers, and what erasing them takes."""

import pytest
from django.urls import reverse

from enlace.consultations.answering.actions import cast_vote
from enlace.consultations.answering.voices import voice_of
from enlace.consultations.models import Vote, Voter
from enlace.consultations.testing import make_consultation, make_statement
from enlace.network.held import held_on
from enlace.network.privacy_actions import erase_person
from enlace.network.testing import make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db


def answered(by, count=2, **overrides):
    consultation = make_consultation(**overrides)
    for _ in range(count):
        cast_vote(make_statement(consultation=consultation), 1, voice=voice_of(by, consultation), by=by)
    return consultation


def held(person):
    facts = held_on(person, make_secretary("reader@example.org"))[-1].facts
    return [(fact.value, fact.address) for fact in facts if fact.label.startswith("Consulta:")]


def test_their_page_says_how_many_statements_they_answered_and_not_what():
    focal_point = make_focal_point()
    own, lent = answered(focal_point, voice_of="person"), answered(focal_point, count=1)
    answered(make_focal_point("py@example.org", "PY"), count=3)
    assert set(held(focal_point.person)) == {
        ("respondió 2 afirmaciones", reverse("consultations:consultation", args=[own.pk])),
        ("respondió 1 afirmación", reverse("consultations:consultation", args=[lent.pk])),
    }


def test_nothing_is_held_of_an_anonymous_answer():
    focal_point = make_focal_point()
    answered(focal_point, attribution="anonymous", voice_of="person")
    assert held(focal_point.person) == []


def test_an_erased_person_is_counted_without_a_name_and_a_state_keeps_its_answers():
    focal_point, secretary = make_focal_point(), make_secretary()
    own, lent = answered(focal_point, voice_of="person"), answered(focal_point)
    erase_person(focal_point.person, by=secretary)
    assert Vote.objects.filter(statement__consultation=own, cast_by=None, voter__user=None).count() == 2
    assert Vote.objects.filter(statement__consultation=lent, voter__state=make_state()).count() == 2
    assert not Voter.objects.filter(user=focal_point).exists()
