import numpy as np
import pytest
from hypothesis import given, settings

from enlace.consultations.common_ground.consensus import all_agree
from enlace.consultations.common_ground.divisions import divisions
from enlace.consultations.common_ground.significance import z_of_extremes
from enlace.consultations.common_ground.tallies import Tallies, Tally

from .making_votes import grouped_tables, of_counts, of_table, tables


def found(rows, labels):
    labels = np.array([-1 if label is None else label for label in labels])
    groups = Tallies.of(of_table(*rows), labels, int(labels.max(initial=0)) + 1)
    return divisions(range(groups.statements), groups, "pqrstu"[: groups.groups], len(rows))


def split_of(agree, disagree, passed=0):
    votes = of_counts(agree, disagree, passed)
    return divisions(votes.statements, Tallies.of_all(votes), [0], len(votes.voters))


def test_two_groups_of_contrary_opinion_are_divided():
    (one,) = found(["a"] * 9 + ["d"] * 9, [0] * 9 + [1] * 9)
    assert (one.agrees, one.disagrees, one.by_group) == ("p", "q", (Tally(9, 0, 0), Tally(0, 9, 0)))
    assert one.spread == pytest.approx(9 / 11)
    assert one.z == pytest.approx(9 / 11 / (0.5 * (2 / 11) ** 0.5))
    assert one.robustness == 1


def test_of_three_groups_the_two_extremes_are_told():
    rows = ["d"] * 6 + ["a"] * 3 + ["d"] * 3 + ["a"] * 6
    (one,) = found(rows, [0] * 6 + [1] * 6 + [2] * 6)
    assert (one.agrees, one.disagrees) == ("r", "p")


def test_groups_that_both_agree_are_not_divided_however_much_they_differ():
    assert found(["a"] * 30 + ["a"] * 18 + ["d"] * 12, [0] * 30 + [1] * 30) == ()


def test_passing_is_not_disagreeing():
    assert found(["a"] * 20 + ["p"] * 20, [0] * 20 + [1] * 20) == ()


def test_groups_of_four_votes_are_too_small_to_divide():
    assert found(["a"] * 4 + ["d"] * 14, [0] * 4 + [1] * 14) == ()
    assert len(found(["a"] * 5 + ["d"] * 13, [0] * 5 + [1] * 13)) == 1


def test_the_more_groups_there_are_the_more_a_pair_must_differ():
    wanted = [1.645, 2.128, 2.394, 2.576]
    assert z_of_extremes(np.array([2, 3, 4, 5])) == pytest.approx(wanted, abs=0.0005)
    rows = ["a"] * 6 + ["d"] * 3 + ["a"] * 3 + ["d"] * 6
    assert found(rows, [0] * 9 + [1] * 9) == ()
    rows = ["a"] * 6 + ["d"] * 3 + ["a"] * 2 + ["d"] * 7
    (one,) = found(rows, [0] * 9 + [1] * 9)
    assert 1.645 < one.z < 2.128
    assert found([*rows, "a", "d", "a", "d", "a", "d"], [0] * 9 + [1] * 9 + [2] * 6) == ()


def test_five_at_most_the_widest_first():
    rows = ["aaaaaad"] * 10 + ["ddddddd"] * 9 + ["aaadddd"]
    shown = found(rows, [0] * 10 + [1] * 10)
    assert [one.statement for one in shown] == [3, 4, 5, 0, 1]
    assert [one.spread for one in shown] == sorted((one.spread for one in shown), reverse=True)


@pytest.mark.parametrize(("agree", "disagree", "passed"), [(9, 9, 0), (11, 7, 0), (7, 11, 0), (6, 6, 6), (3, 3, 0)])
def test_without_groups_an_even_split_divides(agree, disagree, passed):
    (one,) = split_of(agree, disagree, passed)
    assert (one.agrees, one.disagrees, one.z) == (0, 0, 0)
    assert one.spread == pytest.approx(2 * min(agree, disagree) / (agree + disagree + passed))


@pytest.mark.parametrize(("agree", "disagree", "passed"), [(12, 6, 0), (6, 12, 0), (2, 3, 0), (4, 4, 10), (0, 0, 18)])
def test_without_groups_agreement_few_votes_and_many_passes_do_not(agree, disagree, passed):
    assert split_of(agree, disagree, passed) == ()


@given(tables(most_voters=30))
def test_nothing_is_both_common_ground_and_a_division(rows):
    votes = of_table(*rows)
    tallies = Tallies.of(votes, np.zeros(len(rows), dtype=np.int64), 2)
    shared = set(np.flatnonzero(all_agree(tallies) | all_agree(tallies.mirrored)).tolist())
    assert shared.isdisjoint(one.statement for one in found(rows, [0] * len(rows)))


@settings(max_examples=300)
@given(grouped_tables(most_voters=30))
def test_swapping_agree_and_disagree_swaps_the_groups_told(drawn):
    rows, groups = drawn
    labels = [groups.get(voter) for voter in range(len(rows))]
    swapped = found([row.translate(str.maketrans("ad", "da")) for row in rows], labels)
    for one, other in zip(found(rows, labels), swapped, strict=True):
        assert one.statement == other.statement
        assert (one.spread, one.z, one.robustness) == pytest.approx((other.spread, other.z, other.robustness))
        assert (one.agrees, one.disagrees) == (other.disagrees, other.agrees)
