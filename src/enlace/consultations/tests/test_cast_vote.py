"""One voice has one vote on a statement, and the last one counts."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.consultations.answering.actions import Answer, cast_vote, cast_votes, withdraw_vote
from enlace.consultations.answering.confirmations import sealed
from enlace.consultations.answering.queries import last_answer, own_vote
from enlace.consultations.answering.voices import Voice, email_id, voice_of
from enlace.consultations.answering.voters import known_voter, voter_for
from enlace.consultations.models import Consultation, Vote, Voter
from enlace.consultations.testing import make_challenge, make_consultation, make_statement
from enlace.core.clock import now, today
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_focal_point,
    make_observer,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
EVERYBODY = {"answered_by": "public", "voice_of": "person"}


def priority(consultation, **overrides):
    return make_statement(consultation=consultation, challenge=make_challenge(), **overrides)


def say(statement, value, by, **more):
    cast_vote(statement, value, voice=voice_of(by, statement.consultation), by=by, **more)


def votes(statement):
    return list(statement.votes.values_list("value", "importance", "approaches"))


def test_a_vote_is_kept_with_its_moment_and_who_gave_it():
    statement, focal_point = make_statement(), make_focal_point()
    say(statement, -1, focal_point)
    vote = Vote.objects.get()
    assert (vote.value, vote.cast_by, vote.voter.state) == (-1, focal_point, make_state())
    assert now() - vote.cast_at < timedelta(minutes=1)


def test_a_later_vote_replaces_the_one_before():
    statement, focal_point = make_statement(), make_focal_point()
    for value in (1, 0, -1):
        say(statement, value, focal_point)
    assert votes(statement) == [(-1, None, [])]
    assert Voter.objects.count() == 1


def test_of_two_delegates_of_one_state_the_last_counts_and_both_see_it():
    consultation = make_consultation()
    statement, focal_point, alternate = make_statement(consultation=consultation), make_focal_point(), make_alternate()
    say(statement, 1, focal_point)
    say(statement, -1, alternate)
    assert votes(statement) == [(-1, None, [])]
    for reader in (focal_point, alternate):
        voter = known_voter(consultation, voice_of(reader, consultation))
        assert own_vote(voter, statement).value == -1
    last = last_answer(own_vote(voter, statement), voter, focal_point)
    assert (last.own, last.day) == (False, today())
    assert last.office == "suplente"
    assert last_answer(own_vote(voter, statement), voter, alternate).own


def test_two_states_have_two_votes():
    statement = make_statement()
    say(statement, 1, make_focal_point())
    say(statement, 1, make_focal_point("py@example.org", "PY"))
    assert len(votes(statement)) == 2


def test_importance_and_levels_are_kept_only_with_agreement_to_a_priority():
    consultation, focal_point = make_consultation(), make_focal_point()
    answers, plain = priority(consultation), make_statement(consultation=consultation)
    more = {"importance": 3, "approaches": ["regional", "local"]}
    for statement in (answers, plain):
        say(statement, 1, focal_point, **more)
    assert votes(answers) == [(1, 3, ["local", "regional"])]
    assert votes(plain) == [(1, None, [])]
    say(answers, -1, focal_point, **more)
    assert votes(answers) == [(-1, None, [])]


@pytest.mark.parametrize(
    "answer", [{"value": 2}, {"value": 1, "importance": 4}, {"value": 1, "approaches": ["galactic"]}]
)
def test_what_is_no_answer_is_refused_and_with_it_all_of_the_form(answer):
    consultation, focal_point = make_consultation(), make_focal_point()
    first, second = (make_statement(consultation=consultation) for _ in range(2))
    given = [Answer(first.pk, 1), Answer(second.pk, **answer)]
    with pytest.raises(ValidationError):
        cast_votes(consultation, given, voice=voice_of(focal_point, consultation), by=focal_point)
    assert not Vote.objects.exists()
    assert not Voter.objects.exists()


def test_an_answer_that_is_taken_back_is_gone_for_all_of_its_voice():
    statement, focal_point, alternate = make_statement(), make_focal_point(), make_alternate()
    say(statement, 1, focal_point)
    withdraw_vote(statement, voice=voice_of(alternate, statement.consultation), by=alternate)
    assert votes(statement) == []
    say(statement, 0, focal_point)
    assert votes(statement) == [(0, None, [])]


def test_a_statement_that_was_taken_out_is_not_answered():
    statement, focal_point = make_statement(), make_focal_point()
    type(statement).objects.filter(pk=statement.pk).update(accepted_at=None, rejected_at=now())
    with pytest.raises(ValidationError):
        say(statement, 1, focal_point)
    assert not Voter.objects.exists()


def test_a_statement_of_another_consultation_is_not_answered():
    consultation, focal_point, other = make_consultation(), make_focal_point(), make_statement()
    kept = cast_votes(consultation, [Answer(other.pk, 1)], voice=voice_of(focal_point, consultation), by=focal_point)
    assert (kept, Vote.objects.count()) == (frozenset(), 0)


def test_after_the_last_day_nothing_is_taken_even_from_who_opened_the_page_before():
    statement, focal_point = make_statement(), make_focal_point()
    say(statement, 1, focal_point)
    Consultation.objects.update(closes_on=today() - timedelta(days=1))
    for attempt in (
        lambda: say(statement, -1, focal_point),
        lambda: withdraw_vote(statement, voice=voice_of(focal_point, statement.consultation), by=focal_point),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert votes(statement) == [(1, None, [])]


def test_nobody_lends_a_voice_that_is_not_theirs():
    statement = make_statement()
    uruguay = Voice("state", make_state().pk)
    others = [make_focal_point("py@example.org", "PY"), make_validator(), make_observer(), make_secretary()]
    for by in [*others, make_user("stranger@example.org"), None]:
        with pytest.raises(PermissionDenied):
            cast_vote(statement, 1, voice=uruguay, by=by)
    assert not Vote.objects.exists()


def test_a_confirmed_address_has_a_voice_without_a_name():
    consultation = make_consultation(**EVERYBODY)
    statement, voice = make_statement(consultation=consultation), sealed(email_id(" Vecina@Example.org"), consultation)
    cast_vote(statement, 1, voice=voice, by=AnonymousUser())
    cast_vote(statement, -1, voice=sealed(email_id("vecina@example.org"), consultation), by=AnonymousUser())
    vote = Vote.objects.get()
    assert (vote.value, vote.cast_by, vote.voter.user, vote.voter.state) == (-1, None, None, None)
    with pytest.raises(PermissionDenied):
        cast_vote(statement, 1, voice=Voice("email", voice.id), by=AnonymousUser())
    with pytest.raises(PermissionDenied):
        cast_vote(statement, 1, voice=Voice("email", voice.id, seal="x:y"), by=AnonymousUser())


def test_that_somebody_answered_is_recorded_once_and_never_what():
    consultation, focal_point, alternate = make_consultation(), make_focal_point(), make_alternate()
    first, second = (make_statement(consultation=consultation) for _ in range(2))
    for statement, by in ((first, focal_point), (second, focal_point), (first, alternate)):
        say(statement, 1, by)
    (line,) = AuditEntry.objects.filter(action="answer_consultation")
    assert (line.by, line.subject_id, line.before, line.after) == (
        focal_point,
        str(consultation.pk),
        {},
        {"state": make_state().pk},
    )


def test_of_an_anonymous_answer_nothing_is_written_but_the_vote():
    consultation, focal_point = make_consultation(attribution="anonymous"), make_focal_point()
    statement = make_statement(consultation=consultation)
    lines = AuditEntry.objects.count()
    say(statement, 1, focal_point)
    vote, voter = Vote.objects.get(), Voter.objects.get()
    assert (vote.cast_at, vote.cast_by) == (None, None)
    assert (voter.state, voter.organisation, voter.user) == (None, None, None)
    assert AuditEntry.objects.count() == lines
    assert last_answer(vote, voter, focal_point) is None


def test_a_voter_is_found_again_until_the_consultation_forgets():
    for attribution, kept in (("attributed", True), ("anonymous", False)):
        consultation = make_consultation(attribution=attribution)
        voice = Voice("state", make_state().pk)
        voter = voter_for(consultation, voice)
        assert known_voter(consultation, voice) == voter == voter_for(consultation, voice)
        consultation.salt = ""
        consultation.save()
        assert (known_voter(consultation, voice) == voter) == kept
        with pytest.raises(ValueError, match="closed"):
            voter_for(consultation, voice)


def test_an_answer_costs_few_questions_to_the_database(django_assert_max_num_queries):
    consultation, focal_point = make_consultation(), make_focal_point()
    statements = [make_statement(consultation=consultation) for _ in range(40)]
    voice = voice_of(focal_point, consultation)
    with django_assert_max_num_queries(12):
        cast_vote(statements[0], 1, voice=voice, by=fresh(focal_point))
    with django_assert_max_num_queries(7):
        cast_votes(consultation, [Answer(one.pk, -1) for one in statements], voice=voice, by=fresh(focal_point))
