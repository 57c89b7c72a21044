"""The demonstration's commitments, rounds and strategies."""

import pytest
from django.contrib.auth.models import AnonymousUser

from enlace.accounts.models import User
from enlace.commitments.demonstration.loading import make_demonstration_commitments
from enlace.commitments.lineage.acts import Standing
from enlace.commitments.lineage.life import life_of
from enlace.commitments.models import (
    Commitment,
    CommitmentEvent,
    Confirmation,
    Evidence,
    Milestone,
    Progress,
    ReviewRound,
    Strategy,
    bodies_of,
)
from enlace.commitments.rounds.facts import silent_in
from enlace.consultations.demonstration.loading import make_demonstration_consultations
from enlace.core.models import Mail
from enlace.meetings.demonstration.loading import make_demonstration_meetings
from enlace.network.demonstration.accounts import FOCAL_POINT, SECRETARY, VALIDATOR
from enlace.network.demonstration.loading import make_demonstration_network
from enlace.network.models import State

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MODELS = (Commitment, CommitmentEvent, Confirmation, Milestone, Progress, Evidence, ReviewRound, Strategy)


def account(of):
    return User.objects.get(email=of.email)


def test_the_demonstration_has_commitments_with_histories_and_nobody_is_told():
    """All in one, since what it stands on takes seconds to make."""
    make_demonstration_network()
    make_demonstration_meetings()
    make_demonstration_consultations()
    make_demonstration_commitments()
    counts = [model.objects.count() for model in MODELS]
    make_demonstration_commitments()
    assert counts == [model.objects.count() for model in MODELS]
    assert not Mail.objects.exists()
    for model in (Commitment, Progress, ReviewRound, Strategy):
        assert not model.objects.filter(illustrative=False).exists(), model
    _stand_as_their_acts_say()
    _one_waits_for_the_word_of_uruguay()
    _rounds_are_closed_and_open()
    _reports_wait_and_were_sent_back()
    _strategies_are_published_and_drafted()


def _stand_as_their_acts_say():
    for commitment in Commitment.objects.with_standing():
        life = life_of(commitment)
        stood = commitment.last_kind is not None
        assert (life.standing in (Standing.STANDS, Standing.CLOSED)) == stood
        assert (life.standing is Standing.CLOSED) == (commitment.last_kind == "closed")
    outcomes = CommitmentEvent.objects.exclude(outcome="").values_list("outcome", flat=True)
    assert set(outcomes) == {"achieved", "superseded", "withdrawn"}
    assert {one.approach for one in Commitment.objects.that_stood()} == {"local", "national", "binational", "regional"}
    assert Commitment.objects.filter(targets__framework="sdg").exists()


def _one_waits_for_the_word_of_uruguay():
    event = CommitmentEvent.objects.waiting().get()
    assert {body[0] for body in life_of(event.commitment).missing(event)} == {"state"}
    assert life_of(event.commitment).missing(event) == {("state", State.objects.get(code="UY").pk)}
    assert event.commitment not in Commitment.objects.visible_to(AnonymousUser())
    assert event.commitment in Commitment.objects.visible_to(account(FOCAL_POINT))


def _rounds_are_closed_and_open():
    closed, asking = ReviewRound.objects.order_by("closes_on")
    silent = {pk for kind, pk in silent_in(closed.facts) if kind == "state"}
    assert set(State.objects.filter(pk__in=silent).values_list("code", flat=True)) == {"BO", "EC", "GT"}
    assert asking.is_open
    assert asking.progress.exists()


def _reports_wait_and_were_sent_back():
    own = bodies_of(account(VALIDATOR))
    uncleared = Progress.objects.filter(cleared_at=None)
    assert [one.body in own for one in uncleared] == [True, True]
    assert uncleared.waiting().count() == uncleared.exclude(sent_back_why="").count() == 1
    assert not Progress.objects.visible_to(account(SECRETARY)).filter(cleared_at=None).exists()


def _strategies_are_published_and_drafted():
    published = Strategy.objects.published().get()
    assert published.actions.standing().exists()
    drafted = Strategy.objects.exclude(pk=published.pk).get()
    assert drafted.sections.filter(versions__proposed=True, comments__isnull=False).exists()
