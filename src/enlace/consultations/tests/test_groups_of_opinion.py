"""Groups of opinion in made-up votes: as many as were planted, and none where none was."""

import warnings

import numpy as np
import pytest

from enlace.consultations.common_ground.agreement_of_groups import adjusted_rand_index
from enlace.consultations.common_ground.drawing import draw_groups
from enlace.consultations.common_ground.entering import order_of_entry
from enlace.consultations.common_ground.grouping import choose_groups
from enlace.consultations.common_ground.opinion_map import opinion_map
from enlace.consultations.common_ground.stability import group_stability

from .making_groups import found_in, of_one_mind, planted
from .making_votes import of_table

SEEDS = range(4)
DEPTHS = {18: 1.0, 60: 0.6, 500: 0.4}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sizes", [[9, 9], [6, 6, 6], [10, 5, 3], [30, 30], [20, 20, 20], [35, 15, 10], [250, 250]])
def test_planted_groups_are_found(sizes, seed):
    votes, groups = planted(sizes, seed, statements=40, seen=DEPTHS[sum(sizes)])
    count, agreement = found_in(votes, groups)
    assert count == len(sizes)
    assert agreement >= 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_three_groups_of_five_hundred_are_found(seed):
    votes, groups = planted([250, 150, 100], seed, statements=40, seen=0.6)
    count, agreement = found_in(votes, groups)
    assert (count, agreement >= 0.9) == (3, True)


def split_in(makers):
    return sum(analysed > 1 for analysed in (found_in(votes, np.zeros(len(votes.voters)))[0] for votes in makers))


@pytest.mark.parametrize(("voters", "times"), [(18, 60), (60, 40), (500, 6)])
def test_one_opinion_is_seldom_split(voters, times):
    made = (planted([voters], seed, follows=0.8, seen=DEPTHS[voters])[0] for seed in range(times))
    assert split_in(made) <= 0.05 * times + 2 * np.sqrt(0.05 * times)


def test_coins_are_seldom_split():
    assert split_in(planted([18], seed, follows=0.5)[0] for seed in range(40)) <= 5


def test_voters_who_differ_in_how_readily_they_agree_are_seldom_split():
    assert split_in(of_one_mind(18, seed, readiness=1.0) for seed in range(40)) <= 5
    assert split_in(of_one_mind(60, seed, readiness=0.5) for seed in range(20)) <= 4


def test_voters_who_differ_in_how_readily_they_follow_the_majority_are_seldom_split():
    assert split_in(planted([60], seed, follows=(0.6, 1.0))[0] for seed in range(20)) <= 4


def test_small_differences_within_two_camps_make_no_third_group():
    rows = ["aaaaadddddaa"] * 5 + ["aaaapdddddaa"] * 4 + ["dddddaaaaaaa"] * 5 + ["ddddpaaaaaaa"] * 4
    votes = of_table(*rows)
    grouping = choose_groups(votes, opinion_map(votes))
    assert np.bincount(grouping.labels).tolist() == [9, 9]


def test_each_count_tried_tells_how_far_it_is_above_chance():
    votes, _groups = planted([9, 9], 1)
    grouping = choose_groups(votes, opinion_map(votes))
    two, three = grouping.trials
    assert (two.count, three.count) == (2, 3)
    assert two.beats
    assert two.explained > two.null_95 > two.null_mean > 0
    assert two.p == 0.01


def test_no_group_of_less_than_three_is_drawn():
    votes, _groups = planted([16, 2], 0, statements=40)
    grouping = choose_groups(votes, opinion_map(votes))
    assert np.bincount(grouping.labels).min() >= 3
    assert all(trial.smallest >= 3 for trial in grouping.trials if trial.beats)


def test_without_the_null_test_the_highest_silhouette_counts():
    votes, _groups = planted([18], 0, follows=0.5)
    grouping = choose_groups(votes, opinion_map(votes), null_test=False)
    best = max((one for one in grouping.trials if one.smallest >= 3), key=lambda one: one.silhouette)
    assert grouping.distinct
    assert grouping.labels.max() + 1 == best.count


def test_the_same_seed_gives_the_same_groups():
    votes, _groups = planted([10, 8], 2, seen=0.6)
    one, other = (choose_groups(votes, opinion_map(votes), seed=7) for _time in range(2))
    assert one.trials == other.trials
    np.testing.assert_array_equal(one.labels, other.labels)


@pytest.mark.parametrize(
    "rows", [[], ["a"], ["a", "d"], ["a"] * 20, ["aaa"] * 20, ["..."] * 20, ["a.."] * 9 + [".d."] * 9, ["p" * 30] * 18]
)
def test_where_there_is_nothing_to_part_there_are_no_groups(rows):
    votes = of_table(*rows)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        grouping = choose_groups(votes, opinion_map(votes))
    assert not grouping.distinct
    assert grouping.labels.tolist() == [0] * len(rows)


def test_groups_stand_the_largest_first():
    positions = np.array([[0.0, 0], [0, 1], [9, 9], [9, 8], [9, 9.5]])
    assert draw_groups(positions, 2).tolist() == [1, 1, 0, 0, 0]
    assert draw_groups(positions[:0], 2).tolist() == []


def test_groups_of_polis_begin_with_the_first_to_enter():
    positions = np.array([[0.0, 0], [1, 0], [10, 0], [11, 0], [4, 5]])
    entered = np.array([4, 3, 2, 1, 0])
    assert adjusted_rand_index(draw_groups(positions, 3), [0, 0, 1, 1, 2]) == 1
    assert adjusted_rand_index(draw_groups(positions, 3, entered=entered), [0, 0, 1, 2, 0]) == 1


def test_voters_enter_with_enough_votes_and_the_first_few_at_once():
    voter = np.array([5, 1, 1, 2, 2, 2, 1, 3, 3, 3, 4])
    statement = np.array([0, 0, 1, 0, 1, 2, 2, 0, 1, 1, 0])
    assert order_of_entry(voter, statement, least=3, floor=2).tolist() == [2, 1, 5]
    assert order_of_entry(voter[:0], statement[:0]).tolist() == []


def test_clear_groups_are_stable_and_drawn_ones_are_not():
    clear, groups = planted([9, 9], 0, statements=40)
    chance, _none = planted([18], 0, follows=0.5)
    drawn = choose_groups(chance, opinion_map(chance), null_test=False).labels
    assert group_stability(clear, groups).min() > 0.9
    assert group_stability(chance, drawn).max() < 0.8


def test_stability_is_of_those_in_a_group():
    votes, groups = planted([12, 9], 0, statements=40)
    some = np.where(np.arange(21) % 7 == 0, -1, groups)
    assert group_stability(votes, some).shape == (2,)
    assert group_stability(votes, np.zeros(21, dtype=int)).tolist() == [1.0]
    assert group_stability(votes, np.full(21, -1)).tolist() == []


def test_the_adjusted_rand_index_of_hubert_and_arabie():
    assert adjusted_rand_index([0, 0, 1, 1], [5, 5, 3, 3]) == 1
    assert adjusted_rand_index([0, 0, 1, 2], [0, 0, 1, 1]) == pytest.approx(0.571428571)
    assert adjusted_rand_index([0, 0, 0, 0], [0, 1, 2, 3]) == 0
    assert adjusted_rand_index([], []) == 1
    with pytest.raises(ValueError, match="same voters"):
        adjusted_rand_index([0], [0, 1])
