"""The map of opinion, alone and against the maps that Polis recorded."""

import warnings

import numpy as np
import pytest

from enlace.consultations.common_ground.opinion_map import opinion_map
from enlace.consultations.common_ground.votes import Votes

from .making_groups import planted
from .making_votes import of_table, random_votes
from .reading_polis_math import CONVERSATIONS, conversation, needs_shared_data


def filled(votes):
    """Voters × statements, what was not seen as the mean vote, less the mean vote."""
    table = np.full(votes.shape, np.nan)
    table[votes.voter, votes.statement] = votes.value
    return np.nan_to_num(table - np.nanmean(table, axis=0))


def the_same_but_for_signs(one, other, within):
    turned = np.sign((one * other).sum(axis=0))
    np.testing.assert_allclose(one * turned, other, atol=within)


def polis_map(name):
    talk = conversation(name)
    left_out = {*talk.math["mod-out"], *talk.math["meta-tids"]}
    votes = talk.votes.without_statements(left_out)
    return talk, votes, opinion_map(votes, set_aside=len(left_out & set(talk.votes.statements)))


@needs_shared_data
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_means_and_loadings_are_polis_own(name):
    talk, votes, drawn = polis_map(name)
    at = [talk.math["tids"].index(statement) for statement in votes.statements]
    agree_is_minus_one = -np.array(talk.math["pca"]["center"])[at]
    np.testing.assert_allclose(drawn.means, agree_is_minus_one, atol=1e-12)
    the_same_but_for_signs(drawn.loadings, np.array(talk.math["pca"]["comps"]).T[at], 1e-7)


@needs_shared_data
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_voters_stand_where_polis_puts_them(name):
    talk, votes, drawn = polis_map(name)
    base = talk.math["base-clusters"]
    alone = [at for at, members in enumerate(base["members"]) if len(members) == 1]
    place = {voter: at for at, voter in enumerate(votes.voters)}
    ours = drawn.positions[[place[base["members"][at][0]] for at in alone]]
    the_same_but_for_signs(ours, np.column_stack([base["x"], base["y"]])[alone], 1e-6)


@pytest.mark.parametrize("shape", [(40, 12, 0.6), (12, 40, 0.6), (150, 90, 0.3), (90, 150, 0.3)])
def test_the_map_is_that_of_the_filled_table(shape):
    votes = random_votes(*shape)
    drawn, table = opinion_map(votes), filled(votes)
    values, vectors = np.linalg.eigh(table.T @ table)
    the_same_but_for_signs(drawn.loadings, vectors[:, :-3:-1], 1e-6)
    np.testing.assert_allclose(drawn.share, values[:-3:-1] / values.sum())
    scale = np.sqrt(shape[1] / np.maximum(votes.votes_of_voters, 1))
    np.testing.assert_allclose(drawn.positions, table @ drawn.loadings * scale[:, None], atol=1e-9)


def test_a_voter_stands_by_the_votes_cast_alone():
    drawn = opinion_map(of_table("aadd", "aadd", "dda.", "ddaa", "a..."))
    length = np.sqrt(4 / 1)
    np.testing.assert_allclose(drawn.positions[4], (1 - drawn.means[0]) * drawn.loadings[0] * length, atol=1e-12)


def test_statements_set_aside_count_as_seen_by_everybody():
    votes = random_votes(30, 10, 0.5)
    plain, beside = opinion_map(votes), opinion_map(votes, set_aside=5)
    cast = np.maximum(votes.votes_of_voters, 1)
    ratio = np.sqrt(15 / (votes.votes_of_voters + 5)) / np.sqrt(10 / cast)
    np.testing.assert_allclose(beside.positions, plain.positions * ratio[:, None], atol=1e-9)


def test_turning_all_votes_round_leaves_voters_and_turns_statements():
    votes, _groups = planted([12, 8], 3)
    turned = Votes(votes.voters, votes.statements, votes.voter, votes.statement, -votes.value)
    one, other = opinion_map(votes), opinion_map(turned)
    np.testing.assert_array_equal(one.positions, other.positions)
    np.testing.assert_array_equal(one.loadings, -other.loadings)


@pytest.mark.parametrize(
    "rows",
    [[], ["a"], ["a", "d"], ["aaa"] * 4, ["...", "..."], ["a..", "a.."], ["adp."], ["a" * 80] * 70, ["ad" * 40] * 70],
)
def test_what_shows_no_difference_lies_in_the_middle(rows):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = opinion_map(of_table(*rows))
    assert np.isfinite(drawn.positions).all()
    assert np.isfinite(drawn.loadings).all()
    if len(set(rows)) <= 1:
        assert not drawn.positions.any()


def test_one_difference_among_many_voters_and_statements_is_one_component():
    drawn = opinion_map(of_table(*["a" * 80] * 50, *["a" * 79 + "d"] * 40))
    np.testing.assert_allclose(drawn.share, [1, 0], atol=1e-9)
    assert len(np.unique(np.round(drawn.positions, 9), axis=0)) == 2


def test_voters_who_voted_alike_stand_on_the_same_point():
    votes, _groups = planted([40, 30], 5, statements=8, seen=0.7)
    rows = {}
    for voter in range(70):
        mine = votes.voter == voter
        rows.setdefault((*votes.statement[mine], *votes.value[mine]), []).append(voter)
    drawn = opinion_map(votes)
    for alike in rows.values():
        assert len({tuple(drawn.positions[voter]) for voter in alike}) == 1
