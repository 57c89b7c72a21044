"""The shares from counts against the runs themselves: each voter left out in turn, all counted anew."""

import time
import warnings

import numpy as np
import pytest
from hypothesis import given

from enlace.consultations.common_ground.consensus import agreements, all_agree, consensus
from enlace.consultations.common_ground.divisions import divisions
from enlace.consultations.common_ground.representative import contrast, representative
from enlace.consultations.common_ground.robustness import share_kept
from enlace.consultations.common_ground.significance import above_half
from enlace.consultations.common_ground.tallies import Tallies

from .making_votes import grouped_tables, of_table, random_votes

GROUPS = 3


def counted(rows, labels, gone=None):
    """Tallies of three groups and of those in none, `gone` left out."""
    kept = [row if voter != gone else "." * len(row) for voter, row in enumerate(rows)]
    return Tallies.of(of_table(*kept), np.array(labels), GROUPS + 1)


def by_runs(rows, labels, finding):
    now = finding(counted(rows, labels))
    return np.mean([finding(counted(rows, labels, voter)) == now for voter in range(len(rows))], axis=0)


def labels_of(rows, groups):
    return [groups.get(voter, GROUPS) for voter in range(len(rows))]


@given(grouped_tables(most_voters=14, most_statements=3))
def test_common_ground(drawn):
    rows, groups = drawn
    labels = labels_of(rows, groups)

    def stands(tallies):
        return all_agree(tallies) * 1 - all_agree(tallies.mirrored)

    shown = consensus(range(len(rows[0])), counted(rows, labels), len(rows))
    wanted = by_runs(rows, labels, stands)
    assert [one.robustness for one in shown] == pytest.approx([wanted[one.statement] for one in shown])


@given(grouped_tables(most_voters=14, most_statements=3))
def test_agreement_of_all_voters(drawn):
    rows, groups = drawn
    labels = labels_of(rows, groups)
    for side, shown in enumerate(agreements(range(len(rows[0])), counted(rows, labels), len(rows))):

        def significant(tallies, side=side):
            total = tallies.total
            return above_half(total.disagree if side else total.agree, total.seen)[0]

        wanted = by_runs(rows, labels, significant)
        assert [one.robustness for one in shown] == pytest.approx([wanted[one.statement] for one in shown])


@given(grouped_tables(most_voters=18, most_statements=3))
def test_what_represents_a_group(drawn):
    rows, groups = drawn
    labels = labels_of(rows, groups)

    def sides(tallies):
        groups = tallies.only(slice(-1))
        return contrast(groups).significant * 1 - contrast(groups.mirrored).significant

    wanted = by_runs(rows, labels, sides)
    shown = representative(range(len(rows[0])), counted(rows, labels).only(slice(-1)), len(rows))
    for group, of_group in enumerate(shown):
        for one in of_group:
            assert one.robustness == pytest.approx(wanted[group, one.statement])


@given(grouped_tables(most_voters=18, most_statements=3, letters="ad."))
def test_what_divides_two_groups(drawn):
    rows, groups = drawn
    labels = [label if label < 2 else GROUPS for label in labels_of(rows, groups)]

    def pairs(gone=None):
        of_two = counted(rows, labels, gone).only(slice(0, 2))
        every = [divisions([at], _column(of_two, at), "pq", len(rows)) for at in range(len(rows[0]))]
        return [(found[0].agrees, found[0].disagrees) if found else None for found in every]

    now, runs = pairs(), [pairs(voter) for voter in range(len(rows))]
    for one in divisions(range(len(rows[0])), counted(rows, labels).only(slice(0, 2)), "pq", len(rows)):
        kept = [run[one.statement] == now[one.statement] for run in runs]
        assert one.robustness == pytest.approx(np.mean(kept))


def _column(tallies, at):
    return Tallies(*(array[:, at : at + 1] for array in (tallies.agree, tallies.disagree, tallies.seen)))


def test_one_vote_fewer_than_needed_is_seen():
    votes = of_table(*"a" * 12, *"d" * 6)
    tallies = Tallies.of(votes, np.zeros(18, dtype=np.int64), 2)
    ((one,), _against) = agreements(votes.statements, tallies, 18)
    assert one.robustness == 1
    five = of_table(*"a" * 5)
    ((one,), _against) = agreements(five.statements, Tallies.of_all(five), 5)
    assert one.robustness == 0


def test_without_voters_everything_stays():
    empty = Tallies.of_all(of_table(""))
    assert share_kept(empty, 0, lambda tallies: tallies.seen[0] > 0).tolist() == []
    unseen = Tallies.of_all(of_table(".."))
    assert share_kept(unseen, 0, lambda tallies: tallies.seen[0] > 0).tolist() == [1, 1]


def _best_of(runs, work):
    times = []
    for _run in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _all_counts(votes, groups):
    labels = np.arange(len(votes.voters)) % groups
    tallies = Tallies.of(votes, labels, groups + 1)
    within, voters = tallies.only(slice(-1)), len(votes.voters)
    consensus(votes.statements, tallies, voters)
    agreements(votes.statements, tallies, voters)
    representative(votes.statements, within, voters)
    divisions(votes.statements, within, list(range(groups)), voters)


def test_a_network_of_eighteen_takes_a_moment():
    votes = random_votes(18, 30, 0.9)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _all_counts(votes, 2)
    assert _best_of(5, lambda: _all_counts(votes, 2)) < 0.05


def test_ten_thousand_voters_take_little_longer():
    votes = random_votes(10_000, 200, 0.05)
    assert _best_of(5, lambda: _all_counts(votes, 4)) < 0.15
