"""What anonymous answers say stays; in which order they came, and under which key, does not."""

import pytest

from enlace.consultations.answering.mixing import mix_voices
from enlace.consultations.models import Vote, Voter
from enlace.consultations.testing import make_challenge, make_consultation, make_statement, make_vote, make_voter

pytestmark = pytest.mark.django_db


def ballots(consultation):
    """What each voter said, without saying who is who."""
    fields = ("statement_id", "value", "importance", "approaches")
    return sorted(
        sorted(map(str, voter.votes.values_list(*fields))) for voter in Voter.objects.filter(consultation=consultation)
    )


def answered(voters=60):
    """Each voter in turn says something else: in base three, agree, pass or disagree with each of four statements."""
    consultation = make_consultation(attribution="anonymous")
    statements = [make_statement(consultation=consultation, challenge=make_challenge()) for _ in range(4)]
    for number in range(voters):
        voter = make_voter(consultation=consultation, key=f"key-{number}")
        for place, statement in enumerate(statements):
            more = {"importance": number % 3 + 1, "approaches": ["local"]} if number % 2 else {}
            make_vote(statement=statement, voter=voter, value=number // 3**place % 3 - 1, **more)
    return consultation


def order(consultation):
    return [
        tuple(voter.votes.order_by("statement").values_list("value", flat=True)) for voter in consultation.voters.all()
    ]


@pytest.mark.parametrize("chunk", [7, 500])
def test_every_ballot_is_there_once_in_another_order_under_another_key(monkeypatch, chunk):
    monkeypatch.setattr("enlace.consultations.answering.mixing.CHUNK", chunk)
    consultation, other = answered(), answered(voters=3)
    before, untouched, came = ballots(consultation), list(other.voters.values()), order(consultation)
    old = set(consultation.voters.values_list("pk", "key"))
    cast = set(Vote.objects.filter(statement__consultation=consultation).values_list("pk", flat=True))
    mix_voices(consultation)
    assert ballots(consultation) == before
    assert order(consultation) != came
    assert sorted(order(consultation)) == sorted(came)
    assert not {pk for pk, _key in old} & set(consultation.voters.values_list("pk", flat=True))
    assert not {key for _pk, key in old} & set(consultation.voters.values_list("key", flat=True))
    assert not cast & set(Vote.objects.values_list("pk", flat=True))
    assert list(other.voters.values()) == untouched


def test_a_consultation_without_answers_stays_without():
    consultation = make_consultation(attribution="anonymous")
    mix_voices(consultation)
    assert not Voter.objects.exists()
