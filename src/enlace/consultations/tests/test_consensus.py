import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.consultations.common_ground.consensus import agreements, all_agree, consensus, group_informed
from enlace.consultations.common_ground.significance import SIGNIFICANT, above_half, share, z_of_half
from enlace.consultations.common_ground.tallies import Tallies, Tally

from .making_votes import of_counts, of_table, tables


def tallies_of(votes, labels=None):
    """Everybody in one group unless `labels` say otherwise, and the row of those in none."""
    labels = np.zeros(len(votes.voters), dtype=np.int64) if labels is None else np.array(labels)
    groups = max(int(labels.max(initial=0)) + 1, 1)
    return Tallies.of(votes, np.where(labels < 0, groups, labels), groups + 1)


def sides_of(agree, disagree=0, passed=0):
    votes = of_counts(agree, disagree, passed)
    return agreements(votes.statements, tallies_of(votes), len(votes.voters))


def test_twelve_of_eighteen_are_significant():
    (found,), against = sides_of(12, 6)
    assert found.z == pytest.approx(1.606, abs=0.0005)
    assert (found.tally, found.side, found.p) == (Tally(12, 6, 0), "agree", pytest.approx(13 / 20))
    assert against == ()


def test_eleven_of_eighteen_are_not():
    assert z_of_half(np.array(11), np.array(18)) == pytest.approx(1.147, abs=0.0005)
    assert sides_of(11, 7) == ((), ())


def test_one_agree_alone_is_never_significant():
    z = z_of_half(np.array(1), np.array(1))
    assert z == pytest.approx(1.414, abs=0.0005)
    assert z > SIGNIFICANT
    assert sides_of(1) == ((), ())


@pytest.mark.parametrize("seen", range(1, 5))
def test_nothing_is_significant_on_fewer_than_five_votes(seen):
    assert sides_of(seen) == sides_of(0, seen) == ((), ())


def test_five_of_five_are_significant_and_passes_count_as_seen():
    assert len(sides_of(5)[0]) == 1
    assert len(sides_of(4, 0, 1)[0]) == 1
    assert sides_of(3, 0, 2) == ((), ())


def test_disagreement_is_told_with_its_own_counts():
    agreement, (found,) = sides_of(2, 14, 2)
    assert agreement == ()
    assert (found.side, found.tally, found.p) == ("disagree", Tally(2, 14, 2), pytest.approx(15 / 20))


def test_five_agreements_at_most_the_strongest_first():
    votes = of_table(*("a" * (7 - places) + "d" * places for places in [0] * 9 + [1, 2, 2, 3, 3, 3, 6]))
    agreement, _against = agreements(votes.statements, tallies_of(votes), len(votes.voters))
    assert [one.statement for one in agreement] == [0, 1, 2, 3, 4]
    assert [one.p * one.z for one in agreement] == sorted((one.p * one.z for one in agreement), reverse=True)


def test_with_one_group_consensus_is_the_share():
    votes = of_table("aad.", "apd.", "add.")
    for found in consensus(votes.statements, tallies_of(votes), 3):
        wanted = (found.tally.agree + 1) / (found.tally.seen + 2)
        assert found.gic == found.gic_mean == found.pa == pytest.approx(wanted)


def test_consensus_is_the_product_over_groups_and_its_geometric_mean():
    votes = of_table("ad", "aa", "dp", "a.", "a.")
    found = {one.statement: one for one in consensus(votes.statements, tallies_of(votes, [0, 0, 1, 1, -1]), 5)}
    assert found[0].gic == pytest.approx(3 / 4 * 2 / 4)
    assert found[0].gic_mean == pytest.approx((3 / 8) ** 0.5)
    assert found[0].by_group == (Tally(2, 0, 0), Tally(1, 1, 0))
    assert found[0].tally == Tally(4, 1, 0)
    assert found[1].gic == pytest.approx(2 / 4 * 1 / 3)


def test_every_statement_is_listed_the_best_first_and_ties_in_their_order():
    votes = of_table("da.aa", "da.ad", "da.aa")
    found = consensus(votes.statements, tallies_of(votes), 3)
    assert [one.statement for one in found] == [1, 3, 4, 2, 0]
    assert found[3].tally == Tally(0, 0, 0)
    assert found[3].pa == 0.5


def test_all_agree_only_where_most_in_every_group_do():
    rows, labels = ["aa"] * 10 + ["ad", "aa", "dd"], [0] * 10 + [1] * 3
    votes = of_table(*rows)
    assert all_agree(tallies_of(votes, labels)).tolist() == [True, False]
    assert above_half(np.array(11), np.array(13))


def test_a_bare_majority_of_many_is_no_common_ground():
    votes = of_counts(270, 230)
    (agreement,), _against = agreements(votes.statements, tallies_of(votes), 500)
    (found,) = consensus(votes.statements, tallies_of(votes), 500)
    assert agreement.z > SIGNIFICANT
    assert not found.common


@pytest.mark.parametrize("voters", range(5, 37))
def test_up_to_36_voters_three_to_two_follows_from_the_test(voters):
    for agree in range(voters + 1):
        significant = bool(above_half(np.array(agree), np.array(voters)))
        assert all_agree(tallies_of(of_counts(agree, voters - agree))).tolist() == [significant]


@given(tables(most_voters=25))
def test_swapping_agree_and_disagree_swaps_the_lists(rows):
    def told(found):
        return [(one.statement, one.p, one.z, one.robustness) for one in found]

    votes, swapped = of_table(*rows), of_table(*(row.translate(str.maketrans("ad", "da")) for row in rows))
    labels = np.arange(len(rows)) % 2
    one, other = tallies_of(votes, labels), tallies_of(swapped, labels)
    for mine, theirs in zip(
        agreements(votes.statements, one, len(rows)),
        reversed(agreements(votes.statements, other, len(rows))),
        strict=True,
    ):
        assert told(mine) == told(theirs)
    stands = {one.statement: one for one in consensus(votes.statements, one, len(rows))}
    for found in consensus(votes.statements, other, len(rows)):
        mine = stands[found.statement]
        assert (found.common, found.rejected, found.robustness) == (mine.rejected, mine.common, mine.robustness)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_the_mean_can_be_compared_across_numbers_of_groups(counts):
    agree, more = np.array(counts).T[:, :, None]
    _product, mean = group_informed(Tallies(agree, more * 0, agree + more))
    shares = share(agree, agree + more)
    assert shares.min() - 1e-12 <= mean[0] <= shares.max() + 1e-12
