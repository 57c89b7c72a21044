"""Who is told of a consultation: exactly those whom it gives a voice."""

import itertools

import pytest

from enlace.consultations.answering.voices import voice_of
from enlace.consultations.consulting.answerers import answers_by_body, people_asked, people_behind, voices_by_person
from enlace.consultations.testing import make_consultation, make_statement, make_vote, make_voter
from enlace.network.models import Person
from enlace.network.testing import (
    fresh,
    make_cast,
    make_focal_point,
    make_mandate,
    make_observer,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
KINDS = [
    (by, voice) for by, voice in itertools.product(("members", "network", "public"), ("state", "person"))
    if (by, voice) != ("public", "state")
]  # fmt: skip


@pytest.mark.parametrize(("answered_by", "voice_of_"), KINDS)
def test_all_people_are_asked_as_each_would_be(answered_by, voice_of_):
    cast = make_cast()
    both = make_focal_point("both@example.org")
    make_mandate("secretary", person=both.person)
    several = make_focal_point("several@example.org", "BR")
    make_mandate("observer", person=several.person)
    make_mandate("focal_point", person=several.person, state=make_state("AR"))
    consultation = make_consultation(answered_by=answered_by, voice_of=voice_of_)
    told = voices_by_person(consultation)
    for person in Person.objects.exclude(user=None):
        voice = voice_of(fresh(person.user), consultation)
        within_network = person.user not in (cast.host, cast.editor)
        expected = (voice.kind, voice.id) if voice and within_network else None
        assert told.get(person.pk) == expected, person.email
    assert both.person.pk not in told


def test_a_person_without_an_account_or_address():
    unseen = make_person(email="sin-cuenta@example.org")
    make_mandate("focal_point", person=unseen, state=make_state())
    mute = make_person(email="")
    make_mandate("focal_point", person=mute, state=make_state("PY"))
    assert people_asked(make_consultation()) == [unseen]
    own = make_consultation(voice_of="person")
    assert voices_by_person(own)[unseen.pk] is None
    assert people_behind(own) == [unseen]


def test_a_reminder_goes_to_those_whose_voice_lacks_an_answer():
    focal, other = make_focal_point(), make_focal_point("other@example.org", "PY")
    observer, _secretary = make_observer(), make_secretary()
    consultation = make_consultation(answered_by="network")
    first, second = make_statement(consultation=consultation), make_statement(consultation=consultation)
    uruguay, paraguay = (
        make_voter(consultation=consultation),
        make_voter(consultation=consultation, state=make_state("PY")),
    )
    for statement in (first, second):
        make_vote(statement=statement, voter=uruguay)
    make_vote(statement=first, voter=paraguay)
    assert {one.user for one in people_behind(consultation)} == {other, observer}
    assert focal.person in people_asked(consultation)


def test_where_answers_are_anonymous_it_goes_to_all_and_nothing_can_be_asked():
    make_focal_point(), make_focal_point("other@example.org", "PY")
    consultation = make_consultation(attribution="anonymous")
    make_vote(statement=make_statement(consultation=consultation))
    assert people_behind(consultation) == people_asked(consultation)
    with pytest.raises(ValueError, match="anonymous"):
        answers_by_body(consultation)
