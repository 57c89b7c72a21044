import numpy as np
import pytest
from hypothesis import given

from enlace.consultations.common_ground.representative import contrast, representative
from enlace.consultations.common_ground.significance import SIGNIFICANT, z_of_two
from enlace.consultations.common_ground.tallies import Tallies, Tally

from .making_votes import grouped_tables, of_table


def groups_of(rows, labels):
    labels = np.array([-1 if label is None else label for label in labels])
    return Tallies.of(of_table(*rows), labels, int(labels.max(initial=-1)) + 1)


def found(rows, labels):
    groups = groups_of(rows, labels)
    return representative(range(groups.statements), groups, len(rows))


def test_the_reference_value_of_the_test_of_two():
    assert z_of_two(np.array(9), np.array(0), np.array(9), np.array(9)) == pytest.approx(4.0452, abs=0.00005)
    assert z_of_two(np.array(9), np.array(9), np.array(9), np.array(9)) == 0


def test_what_one_group_agrees_with_and_the_other_not_represents_both():
    (first,), (second,) = found(["a"] * 9 + ["d"] * 9, [0] * 9 + [1] * 9)
    assert (first.side, first.tally, first.others, first.significant) == ("agree", Tally(9, 0, 0), Tally(0, 9, 0), True)
    assert (second.side, second.tally, second.others) == ("disagree", Tally(0, 9, 0), Tally(9, 0, 0))
    assert first.z_ratio == second.z_ratio == pytest.approx(4.0452, abs=0.00005)
    assert first.ratio == pytest.approx((10 / 11) / (1 / 11))
    assert first.robustness == second.robustness == 1


def test_what_all_agree_with_represents_nobody_significantly():
    (first,), (second,) = found(["a"] * 9 + ["a"] * 12, [0] * 9 + [1] * 12)
    assert not first.significant
    assert not second.significant


def test_four_votes_of_a_group_are_too_few():
    (first,), second = found(["a"] * 4 + ["d"] * 14, [0] * 4 + [1] * 14)
    assert first.z_ratio > SIGNIFICANT
    assert first.z > SIGNIFICANT
    assert not first.significant
    assert second == ()


def test_four_votes_of_the_others_are_too_few():
    assert not any(one.significant for group in found(["a"] * 14 + ["d"] * 4, [0] * 14 + [1] * 4) for one in group)


def test_one_group_alone_is_told_from_nobody():
    assert found(["a"] * 18, [0] * 18) == ((),)
    assert found(["a"] * 18, [None] * 18) == ()


def test_five_at_most_agrees_before_disagrees_and_the_best_agree_always():
    rows = ["ddddddda"] * 10 + ["aaaaaaad"] * 3 + ["aaaaaaaa"] * 7
    first, second = found(rows, [0] * 10 + [1] * 10)
    assert [one.side for one in first] == ["agree"] + ["disagree"] * 4
    assert first[0].statement == 7
    assert [one.statement for one in second] == [0, 1, 2, 3, 4]


def test_voters_in_no_group_are_nobodys_others():
    (first,), _second = found(["a"] * 6 + ["d"] * 6 + ["a"] * 20, [0] * 6 + [1] * 6 + [None] * 20)
    assert first.others == Tally(0, 6, 0)


def test_a_group_that_agrees_on_nothing_has_no_best_agree():
    assert found(["."] * 5 + ["p"] * 6, [0] * 5 + [1] * 6) == ((), ())


@given(grouped_tables(most_voters=30))
def test_swapping_agree_and_disagree_swaps_the_sides(drawn):
    rows, groups = drawn
    labels = [groups.get(voter) for voter in range(len(rows))]
    one, other = groups_of(rows, labels), groups_of([row.translate(str.maketrans("ad", "da")) for row in rows], labels)
    agree, disagree = contrast(one), contrast(one.mirrored)
    assert (contrast(other).significant == disagree.significant).all()
    assert (contrast(other.mirrored).significant == agree.significant).all()
    assert not (agree.significant & disagree.significant).any()


@given(grouped_tables(most_voters=30))
def test_each_is_what_it_says(drawn):
    rows, groups = drawn
    for place, shown in enumerate(found(rows, [groups.get(voter) for voter in range(len(rows))])):
        assert len({one.statement for one in shown}) == len(shown) <= 5
        for one in shown:
            letters = [row[one.statement] for voter, row in enumerate(rows) if groups.get(voter) == place]
            assert one.tally == Tally(*(letters.count(letter) for letter in "adp"))
            count = one.tally.agree if one.side == "agree" else one.tally.disagree
            assert one.p == pytest.approx((count + 1) / (one.tally.seen + 2))
            assert 2 * count > one.tally.seen
