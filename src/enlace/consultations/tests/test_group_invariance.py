"""Groups follow the votes alone, not names, not the order of voters and statements."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.consultations.common_ground.grouping import choose_groups
from enlace.consultations.common_ground.opinion_map import opinion_map
from enlace.consultations.common_ground.votes import Votes

from .making_groups import planted
from .making_votes import of_table, tables

few = settings(max_examples=25)


@st.composite
def consultations(draw):
    """Any votes of few, or those of planted groups."""
    if draw(st.booleans()):
        return of_table(*draw(tables(most_voters=24, most_statements=8, least_voters=6)))
    sizes = draw(st.lists(st.integers(3, 9), min_size=1, max_size=3))
    seen = draw(st.sampled_from([0.4, 0.7, 1.0]))
    return planted(sizes, draw(st.integers(0, 999)), statements=draw(st.integers(5, 30)), seen=seen)[0]


def moved(votes, voters, statements):
    """The same votes with voters and statements in other places: the place i goes to voters[i]."""
    voters, statements = np.array(voters, dtype=np.int64), np.array(statements, dtype=np.int64)
    names = [
        [list(ids)[at] for at in np.argsort(order)]
        for ids, order in ((votes.voters, voters), (votes.statements, statements))
    ]
    return Votes.of_arrays(*names, voters[votes.voter], statements[votes.statement], votes.value)


def parts(labels):
    return sorted(tuple(np.flatnonzero(labels == group)) for group in np.unique(labels))


@few
@given(consultations(), st.booleans(), st.data())
def test_the_order_of_voters_and_statements_changes_nothing(votes, null_test, data):
    voters, statements = (data.draw(st.permutations(range(size))) for size in votes.shape)
    other = moved(votes, voters, statements)
    map_of_one, map_of_other = opinion_map(votes), opinion_map(other)
    one = choose_groups(votes, map_of_one, null_test=null_test)
    another = choose_groups(other, map_of_other, null_test=null_test)
    assert parts(one.labels) == parts(another.labels[list(voters)])
    assert one.trials == another.trials
    np.testing.assert_allclose(map_of_one.positions, map_of_other.positions[list(voters)], atol=1e-9)


@few
@given(consultations(), st.booleans())
def test_turning_all_votes_round_changes_nothing(votes, null_test):
    turned = Votes(votes.voters, votes.statements, votes.voter, votes.statement, -votes.value)
    one, other = (choose_groups(cast, opinion_map(cast), null_test=null_test) for cast in (votes, turned))
    assert parts(one.labels) == parts(other.labels)


@few
@given(consultations(), st.booleans())
def test_voters_who_voted_alike_are_in_one_group(votes, null_test):
    doubled = Votes.of_arrays(
        [(time, voter) for time in range(2) for voter in votes.voters],
        votes.statements,
        np.r_[votes.voter, votes.voter + len(votes.voters)],
        np.tile(votes.statement, 2),
        np.tile(votes.value, 2),
    )
    labels = choose_groups(doubled, opinion_map(doubled), null_test=null_test).labels
    assert labels[: len(votes.voters)].tolist() == labels[len(votes.voters) :].tolist()


@few
@given(consultations())
def test_only_the_counted_are_grouped_and_their_order_plays_no_part(votes):
    drawn = opinion_map(votes)
    counted = np.arange(0, len(votes.voters), 2)
    one = choose_groups(votes, drawn, counted=counted)
    other = choose_groups(votes, drawn, counted=counted[::-1])
    assert one.labels.tolist() == other.labels[::-1].tolist()
