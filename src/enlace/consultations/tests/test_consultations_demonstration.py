"""The demonstration's challenges, consultations and priorities."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from enlace.accounts.models import User
from enlace.consultations.demonstration.loading import make_demonstration_consultations
from enlace.consultations.models import (
    Challenge,
    Consultation,
    Priority,
    PriorityReview,
    Result,
    SharedChallenge,
    Standing,
    Statement,
    Vote,
    Voter,
)
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.meetings.demonstration.loading import make_demonstration_meetings
from enlace.meetings.models import Meeting
from enlace.network.demonstration.accounts import FOCAL_POINT, OBSERVER
from enlace.network.demonstration.loading import make_demonstration_network
from enlace.network.models import State

pytestmark = pytest.mark.django_db
MODELS = (Challenge, SharedChallenge, Consultation, Statement, Voter, Vote, Result, Priority, PriorityReview)


@pytest.fixture(scope="module")
def _demonstration(once_for_all):
    once_for_all(make_demonstration_network, make_demonstration_meetings, make_demonstration_consultations)


@pytest.fixture
def consultations(_demonstration):
    """By whom they are answered; those of the member states by how they stand."""
    found = Consultation.objects.select_related("meeting", "result")
    return {one.standing if one.answered_by == "members" else one.answered_by: one for one in found}


def account(of):
    return User.objects.get(email=of.email)


def test_what_was_written_carries_the_mark_and_nobody_is_told(consultations):
    for model in (Challenge, Consultation, Priority):
        assert model.objects.exists()
        assert not model.objects.filter(illustrative=False).exists(), model
    assert not Mail.objects.exists()


def test_it_is_made_once(consultations):
    before = [model.objects.count() for model in MODELS]
    make_demonstration_consultations()
    assert before == [model.objects.count() for model in MODELS]


def test_challenges_stand_at_the_four_levels_proposed_by_states_and_the_secretariat(consultations):
    found = Challenge.objects.all()
    assert len(found) == 8
    assert {one.approach for one in found} == {"local", "national", "binational", "regional"}
    assert found.filter(state=None).exists()
    assert found.exclude(state=None).values("state").distinct().count() > 4
    assert all(one.shared.exists() for one in found)


def test_the_open_one_prepares_the_next_meeting_and_waits_for_half_of_uruguay(consultations):
    found = consultations[Standing.OPEN]
    assert found.meeting.begins_on > today()
    assert (found.attribution, found.voice_of) == ("attributed", "state")
    assert found.closes_on == today() + timedelta(days=10)
    accepted = found.statements.accepted()
    assert (accepted.count(), found.statements.waiting().count()) == (13, 1)
    assert accepted.exclude(challenge=None).count() == 8
    assert accepted.exclude(priority=None).count() == 5
    assert found.statements.filter(by_participant=True).count() == 2
    assert found.voters.count() == 13
    own = found.voters.get(state__code="UY")
    assert 5 <= own.votes.count() <= 8
    assert own.votes.first().cast_by == account(FOCAL_POINT)
    agreed = Vote.objects.filter(statement__in=accepted.exclude(challenge=None), value=1)
    assert not agreed.filter(importance=None).exists()
    assert all(vote.approaches for vote in agreed)
    assert not Vote.objects.exclude(value=1).exclude(importance=None).exists()


def test_every_state_answered_before_the_anniversary_and_everybody_reads_what_came_of_it(consultations):
    found = consultations[Standing.PUBLISHED]
    assert found.meeting == Meeting.objects.get(begins_on="2022-10-26")
    assert found.voters.count() == State.objects.members().count() == 18
    assert found.result.published_at.date() < found.meeting.begins_on
    assert found.voters.first().votes.first().cast_at.date() < found.result.published_at.date()
    assert Result.objects.visible_to(AnonymousUser()).filter(pk=found.result.pk).exists()
    assert not Vote.objects.visible_to(AnonymousUser()).exists()


def test_its_priorities_are_public_from_the_challenge_to_the_review(consultations):
    found = Priority.objects.filter(session__meeting__begins_on="2022-10-26")
    assert found.count() == 5
    assert {one.adopted_on.isoformat() for one in found} == {"2022-10-26"}
    assert all(one.challenge.proposed_on < one.adopted_on for one in found)
    assert all(one.statement.consultation == consultations[Standing.PUBLISHED] for one in found)
    reviews = PriorityReview.objects.all()
    assert {one.outcome for one in reviews} == {"continues", "changed"}
    assert all(one.reviewed_on > one.priority.adopted_on for one in reviews)


def test_the_anonymous_one_keeps_no_trace_of_who_answered(consultations):
    found = consultations["network"]
    assert (found.standing, found.is_anonymous, found.salt) == (Standing.PUBLISHED, True, "")
    assert found.voters.count() == 41
    named = Voter.objects.filter(consultation__attribution="anonymous")
    assert not named.exclude(state=None, organisation=None, user=None).exists()
    assert not Vote.objects.filter(voter__in=named).exclude(cast_at=None, cast_by=None).exists()
    assert Result.objects.visible_to(account(FOCAL_POINT)).filter(consultation=found).exists()
    assert not Result.objects.visible_to(account(OBSERVER)).filter(consultation=found).exists()


def test_the_public_can_answer_one(consultations):
    found = consultations["public"]
    assert found.is_open
    assert found.salt
    assert Consultation.objects.visible_to(AnonymousUser()).filter(pk=found.pk).exists()
