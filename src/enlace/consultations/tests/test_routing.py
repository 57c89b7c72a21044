import numpy as np
import pytest
from hypothesis import given

from enlace.consultations.common_ground.routing import draw_next, extremity, next_statement_weights
from enlace.consultations.common_ground.tallies import Tallies

from .making_votes import of_table, tables
from .reading_polis_math import CONVERSATIONS, conversation, needs_shared_data


def weights_of(*rows, extremities=None):
    return next_statement_weights(Tallies.of_all(of_table(*rows)), extremities)


def test_the_formula():
    """A = 2, P = 1, S = 4: p = 2/6, a = 3/6, and 8 · 2^(-4/5) for being new."""
    (weight,) = weights_of("a", "a", "p", "d", extremities=np.array([2.0]))
    assert weight == pytest.approx((4 / 6 * 3 * 3 / 6 * (1 + 8 * 2**-0.8)) ** 2)


def test_a_statement_that_nobody_saw_comes_before_one_that_many_saw():
    new, old = weights_of(*[".a"] * 12)
    assert new == pytest.approx((0.5 * 0.5 * 9) ** 2)
    assert new > old


def test_statements_that_tell_opinions_apart_come_first():
    near, far = weights_of("aa", "dd", extremities=np.array([0.0, 1.0]))
    assert far == pytest.approx(4 * near)


def test_somebody_who_agrees_with_what_all_agree_with_stands_in_the_middle():
    tallies = Tallies.of_all(of_table("ad.", "aa."))
    assert extremity(tallies, np.array([[0.6, 0.8]] * 3)) == pytest.approx([0, 3**0.5, 3**0.5])


@given(tables())
def test_every_statement_can_be_drawn(rows):
    assert (weights_of(*rows) > 0).all()


def test_drawn_in_proportion_to_the_weights_among_the_unseen():
    rng = np.random.default_rng(5)
    weights, unseen = np.array([5.0, 1.0, 3.0]), np.array([1, 2])
    drawn = [draw_next(weights, unseen, rng) for _ in range(4000)]
    assert set(drawn) == {1, 2}
    assert np.mean(np.array(drawn) == 2) == pytest.approx(0.75, abs=0.03)


def test_nothing_is_drawn_where_all_was_seen():
    assert draw_next(np.array([1.0]), np.array([], dtype=np.int64), np.random.default_rng(0)) is None


def test_with_the_same_seed_the_same_statement():
    weights, unseen = np.arange(1.0, 20.0), np.arange(19)
    assert draw_next(weights, unseen, np.random.default_rng(7)) == draw_next(weights, unseen, np.random.default_rng(7))


@needs_shared_data
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_polis_gives_the_same_priorities(name):
    """Polis counts the votes of its groups' members here, and gives statements about voters themselves 49."""
    talk = conversation(name)
    labels = np.array([0 if voter in talk.groups else -1 for voter in talk.votes.voters])
    tallies = Tallies.of(talk.votes, labels, 1)
    extremities = np.array(talk.math["pca"]["comment-extremity"])
    weights = dict(zip(talk.votes.statements, next_statement_weights(tallies, extremities), strict=True))
    for statement, priority in talk.math["comment-priorities"].items():
        about_voters = int(statement) in talk.math["meta-tids"]
        assert priority == (49 if about_voters else pytest.approx(weights[int(statement)], rel=1e-9))


@needs_shared_data
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_polis_finds_the_same_statements_as_far_out(name):
    """From Polis's own components. Statements that are moderated out have the mean 0 in Polis, and are not in here."""
    talk = conversation(name)
    pca = talk.math["pca"]
    tallies = Tallies.of_all(talk.votes)
    found = extremity(tallies, np.array(pca["comps"]).T)
    counts = [statement not in talk.moderated_out for statement in talk.votes.statements]
    assert found[counts] == pytest.approx(np.array(pca["comment-extremity"])[counts], abs=1e-9)
