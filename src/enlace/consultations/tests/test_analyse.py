import dataclasses
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.common_ground.votes import Votes

from .making_votes import grouped_tables, of_table, random_votes, tables

few = settings(max_examples=40)
TWO_CAMPS = [camp[:other] + "p" + camp[other + 1 :] for camp in ("aaaaadddddaa", "dddddaaaaaaa") for other in range(9)]
"""Nine voters each, who pass on one statement each; on the last two statements all agree."""


def renamed(value, statements, voters):
    """A finding as it would be of statements and voters of other names."""
    if dataclasses.is_dataclass(value):
        changed = {
            field.name: renamed(getattr(value, field.name), statements, voters) for field in dataclasses.fields(value)
        }
        if hasattr(value, "statement"):
            changed["statement"] = statements[value.statement]
        if hasattr(value, "memberships"):
            changed["counted"] = tuple(voters[voter] for voter in value.counted)
            changed["memberships"] = {voters[voter]: group for voter, group in value.memberships.items()}
            changed["positions"] = {voters[voter]: place for voter, place in value.positions.items()}
            changed["loadings"] = {statements[one]: place for one, place in value.loadings.items()}
        return dataclasses.replace(value, **changed)
    return tuple(renamed(one, statements, voters) for one in value) if isinstance(value, tuple) else value


@few
@given(tables(most_voters=20))
@example(TWO_CAMPS)
def test_other_names_change_nothing(rows):
    voters = [f"voter {97 * place % 101}" for place in range(len(rows))]
    statements = [(31 * place % 37, "statement") for place in range(len(rows[0]))]
    votes = of_table(*rows)
    other = Votes.of_arrays(voters, statements, votes.voter, votes.statement, votes.value)
    assert renamed(analyse(votes), statements, voters) == analyse(other)


@few
@given(grouped_tables(most_voters=20), st.randoms(use_true_random=False))
def test_another_order_of_the_votes_changes_nothing_but_the_order_of_equals(drawn, random):
    rows, groups = drawn
    cast = [
        (voter, at, {"a": 1, "d": -1, "p": 0}[one])
        for voter, row in enumerate(rows)
        for at, one in enumerate(row)
        if one != "."
    ]
    random.shuffle(cast)
    ordered, shuffled = (analyse(Votes.of(some), groups=groups) for some in (sorted(cast), cast))
    assert {one.statement: one for one in ordered.consensus} == {one.statement: one for one in shuffled.consensus}
    assert [one.gic_mean for one in ordered.consensus] == pytest.approx([one.gic_mean for one in shuffled.consensus])
    assert ordered.memberships == shuffled.memberships
    assert sorted(ordered.groups, key=lambda one: one.id)[0].size == shuffled.groups[0].size


@few
@given(tables(most_voters=15), st.sampled_from([{}, {"null_test": False}, {"group_count": 2}]), st.data())
@example(TWO_CAMPS[:8] + TWO_CAMPS[9:16], {}, None)
def test_another_order_of_voters_and_statements_draws_the_same_groups(rows, options, data):
    voters, statements = list(range(len(rows))), list(range(len(rows[0])))
    if data:
        voters, statements = data.draw(st.permutations(voters)), data.draw(st.permutations(statements))
    else:
        voters, statements = voters[::-1], statements[::-1]
    moved = of_table(*("".join(rows[voter][one] for one in statements) for voter in voters))
    ground, other = analyse(of_table(*rows), **options), analyse(moved, **options)
    assert partition(ground.memberships) == partition({voters[at]: one for at, one in other.memberships.items()})
    assert [one.gic_mean for one in ground.consensus] == pytest.approx([one.gic_mean for one in other.consensus])


def partition(memberships):
    return sorted(sorted(who for who, group in memberships.items() if group == one) for one in {*memberships.values()})


@few
@given(tables(most_voters=15))
@example(TWO_CAMPS)
def test_the_same_groups_are_drawn_when_all_votes_are_turned_round(rows):
    votes = of_table(*rows)
    mirrored = dataclasses.replace(votes, value=-votes.value)
    assert partition(analyse(votes).memberships) == partition(analyse(mirrored).memberships)


@few
@given(tables(most_voters=12, letters="adp"), tables(most_voters=12, letters="adp"))
def test_a_revote_replaces(first, second):
    cast = [
        [(voter, at, {"a": 1, "d": -1, "p": 0}[one]) for voter, row in enumerate(rows) for at, one in enumerate(row)]
        for rows in (first, second)
    ]
    again = {(voter, at) for voter, at, _value in cast[1]}
    known = {"voters": range(12), "statements": range(5)}
    once = Votes.of([one for one in cast[0] if one[:2] not in again] + cast[1], **known)
    assert analyse(Votes.of(cast[0] + cast[1], **known)) == analyse(once)


@few
@given(grouped_tables(most_voters=20))
def test_agree_and_disagree_are_mirrors(drawn):
    rows, groups = drawn
    votes = of_table(*rows)
    ground = analyse(votes, groups=groups)
    mirrored = analyse(dataclasses.replace(votes, value=-votes.value), groups=groups)
    assert [one.statement for one in ground.agreement] == [one.statement for one in mirrored.disagreement]
    assert [one.statement for one in ground.disagreement] == [one.statement for one in mirrored.agreement]
    assert [one.statement for one in ground.divisions] == [one.statement for one in mirrored.divisions]
    assert {one.statement for one in ground.consensus if one.common} == {
        one.statement for one in mirrored.consensus if one.rejected
    }


@few
@given(tables(most_voters=20, letters="adp"), st.integers(2, 4))
def test_as_many_of_each_voter_keep_the_order_where_everybody_saw_everything(rows, times):
    """(A + 1) / (S + 2) grows with A alone then. Where S differs the prior weighs less with more voters: 1 of 1 is as
    good as 3 of 4, and 2 of 2 stands before 6 of 8."""
    everybody = dict.fromkeys(range(len(rows) * times), 0)
    once = analyse(of_table(*rows), groups=everybody)
    more = analyse(of_table(*rows * times), groups=everybody)
    assert [one.statement for one in once.consensus] == [one.statement for one in more.consensus]


@few
@given(grouped_tables(most_voters=20, letters="adp"), st.integers(2, 4))
def test_what_more_in_every_group_agree_with_stands_first_however_many_of_each_voter(drawn, times):
    rows, groups = drawn
    ids = {voter: groups.get(voter % len(rows)) for voter in range(len(rows) * times)}
    ground = analyse(of_table(*rows * times), groups={voter: one for voter, one in ids.items() if one is not None})
    for place, first in enumerate(ground.consensus):
        for second in ground.consensus[place + 1 :]:
            agrees = [(a.agree, b.agree) for a, b in zip(first.by_group, second.by_group, strict=True)]
            assert not all(a <= b for a, b in agrees) or all(a == b for a, b in agrees)


@few
@given(grouped_tables(most_voters=20), st.integers(2, 4))
def test_what_all_agree_on_stays_so_with_as_many_of_each_voter(drawn, times):
    rows, groups = drawn
    ids = {voter: groups.get(voter % len(rows)) for voter in range(len(rows) * times)}
    once = analyse(of_table(*rows), groups=groups)
    more = analyse(of_table(*rows * times), groups={voter: one for voter, one in ids.items() if one is not None})
    for mine, theirs in ((once.agreement, more.agreement), (once.disagreement, more.disagreement)):
        assert {one.statement for one in mine} <= {one.statement for one in theirs}
    for flag in ("common", "rejected"):
        kept = {one.statement for one in more.consensus if getattr(one, flag)}
        assert {one.statement for one in once.consensus if getattr(one, flag)} <= kept


def test_groups_given_keep_their_names_and_count_their_members_alone():
    ground = analyse(of_table("aa", "ad", "dd", "da", "aa"), groups={0: "north", 1: "north", 3: "south", 9: "nobody"})
    assert [(group.id, group.size, group.stability) for group in ground.groups] == [
        ("north", 2, None),
        ("south", 1, None),
    ]
    assert ground.memberships == {0: "north", 1: "north", 3: "south"}
    assert ground.counted == (0, 1, 3)
    assert ground.positions.keys() == {0, 1, 3}
    assert ground.distinct
    (first, second) = sorted(ground.consensus, key=lambda one: one.statement)
    assert (first.tally, first.by_group) == (Tally(3, 2, 0), (Tally(2, 0, 0), Tally(0, 1, 0)))
    assert second.by_group == (Tally(1, 1, 0), Tally(1, 0, 0))


def test_two_camps_are_found_with_what_they_stand_for_and_where_they_part():
    ground = analyse(of_table(*TWO_CAMPS))
    assert ground.distinct
    assert [group.size for group in ground.groups] == [9, 9]
    assert len({ground.memberships[voter] for voter in range(9)}) == 1
    assert [one.statement for one in ground.consensus if one.common] == [10, 11]
    assert {one.statement for one in ground.divisions} <= set(range(10))
    assert len(ground.divisions) == 5
    assert all(group.stability > 0.5 for group in ground.groups)
    assert all(one.significant for group in ground.groups for one in group.representative)


def test_without_distinct_groups_all_who_voted_are_one():
    votes = of_table(*["aaaaaaaa"] * 9, *["aaadaaaa"] * 9, "a.......", "........")
    ground = analyse(votes)
    assert not ground.distinct
    assert [(group.id, group.size, group.stability) for group in ground.groups] == [(0, 19, None)]
    assert ground.voters == len(ground.memberships) == 19
    assert 18 not in ground.counted
    assert all(one.gic == one.gic_mean == one.pa for one in ground.consensus)
    assert [one.statement for one in ground.divisions] == [3]
    assert (ground.divisions[0].agrees, ground.divisions[0].disagrees) == (0, 0)


def test_who_was_counted_before_stays_counted():
    rows = ["a" * 8] * 16 + ["a......."]
    assert 16 not in analyse(of_table(*rows)).counted
    assert 16 in analyse(of_table(*rows), counted=[16]).counted


def test_statements_left_out_count_for_nothing():
    votes = of_table(*[row + "d" for row in TWO_CAMPS])
    left = analyse(votes, left_out=[12])
    assert 12 not in left.loadings
    assert left.consensus == analyse(of_table(*TWO_CAMPS)).consensus


def test_a_number_of_groups_asked_for_is_drawn_unless_one_is_too_small():
    assert len(analyse(of_table(*TWO_CAMPS), group_count=2).groups) == 2
    alone = analyse(of_table(*["aaaaaaa"] * 16, "ddddddd", "ddddddd"), group_count=2)
    assert len(alone.groups) == 1
    with pytest.raises(ValueError, match="at least one group"):
        analyse(of_table("a"), group_count=0)


def test_the_same_seed_gives_the_same_findings():
    votes = random_votes(60, 20, 0.8)
    assert analyse(votes, seed=3) == analyse(votes, seed=3)


def test_a_network_of_eighteen_is_analysed_in_a_moment():
    votes = random_votes(18, 30, 0.95)
    analyse(votes)
    times = []
    for _run in range(5):
        start = time.process_time()
        analyse(votes)
        times.append(time.process_time() - start)
    assert min(times) < 0.2
