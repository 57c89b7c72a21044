"""What an anonymous consultation tells: only rounded counts and what follows from them; and what attackers learn."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.disclosure import centres, disclosed, most_told, round_count, too_few
from enlace.consultations.common_ground.findings import Group
from enlace.consultations.common_ground.votes import Votes

from .making_votes import of_counts, of_table, random_votes

BASE = 3


def of(votes, groups=None):
    """One group of all where none are given."""
    return disclosed(analyse(votes, groups=groups, group_count=1 if groups is None else None))


def tallies(told):
    for one in told.consensus:
        yield from (one.tally, *one.by_group)
    for one in (*told.agreement, *told.disagreement):
        yield one.tally
    for one in told.divisions:
        yield from one.by_group
    for group in told.groups:
        for one in group.representative:
            yield from (one.tally, one.others)


def numbers(told):
    """Every whole number that is told."""
    yield told.voters
    yield from (group.size for group in told.groups)
    for tally in tallies(told):
        yield from (tally.agree, tally.disagree, tally.passed, tally.seen)


def test_a_count_is_rounded_to_the_nearest_multiple_of_three():
    assert [round_count(count) for count in range(9)] == [0, 0, 3, 3, 3, 6, 6, 6, 9]


def test_the_largest_count_told_lies_below_the_number_of_voters():
    assert [most_told(voters) for voters in (3, 4, 5, 6, 7, 16, 17, 18, 19)] == [3, 3, 3, 3, 6, 15, 15, 15, 18]


def test_under_five_voters_nothing_is_told():
    nothing = of(of_counts(4))
    assert nothing == of(of_counts(0, 1)) == of(of_table())
    assert (nothing.voters, nothing.consensus, nothing.agreement) == (0, (), ())
    assert nothing.groups == (Group(0, 0, None, ()),)
    assert of(of_counts(5)).voters == 6


def test_a_statement_that_two_have_seen_is_told_with_too_few_at_the_end():
    votes = of_table("aa.", "a.a", "da.", "d..", "d..", "d..", "d..")
    told = of(votes)
    assert [one.statement for one in told.consensus] == [1, 0, 2]
    assert [too_few(one.tally) for one in told.consensus] == [False, False, True]


def test_no_voter_and_nothing_exact_is_told():
    votes = random_votes(60, 20, 0.7)
    told = disclosed(analyse(votes, group_count=2))
    assert (told.counted, told.memberships, told.positions, told.loadings, told.trials) == ((), {}, {}, {}, ())
    assert len(told.groups) == 2
    assert {group.stability for group in told.groups} == {None}


def test_a_group_of_two_is_not_shown_and_its_votes_are_not_told():
    rows = ["aa"] * 6 + ["dd"] * 6 + ["ad"] * 2
    groups = dict(enumerate(["x"] * 6 + ["y"] * 6 + ["z"] * 2))
    told = of(of_table(*rows), groups)
    assert [group.id for group in told.groups] == ["x", "y"]
    assert told.voters == 12
    assert told == of(of_table(*rows[:12], "da", "pp"), groups)


def test_without_two_groups_that_may_be_shown_all_are_one():
    groups = dict(enumerate(["x"] * 6 + ["y"] * 2))
    told = of(of_table(*["a"] * 6, *["d"] * 2), groups)
    assert not told.distinct
    assert [(group.id, group.size) for group in told.groups] == [(0, 9)]


def test_the_total_is_the_sum_of_what_is_told_of_the_groups():
    votes = random_votes(40, 12, 0.8)
    told = of(votes, {voter: voter % 3 for voter in range(40)})
    for one in told.consensus:
        assert one.tally.agree == sum(tally.agree for tally in one.by_group)
    assert told.voters == sum(group.size for group in told.groups)


def test_groups_that_are_told_alike_are_numbered_alike():
    rows = ["aad"] * 7 + ["dda"] * 6
    told = of(of_table(*rows), dict(enumerate([0] * 7 + [1] * 6)))
    assert told == of(of_table(*rows), dict(enumerate([1] * 7 + [0] * 6)))


def test_centres_stand_apart_where_groups_differ_and_follow_from_what_is_told():
    rows = ["aaad"] * 6 + ["ddda"] * 6
    told = of(of_table(*rows), dict(enumerate([0] * 6 + [1] * 6)))
    (x, y), (other, _other_y) = centres(told).values()
    assert x > 0.5
    assert other == pytest.approx(-x)
    assert y == pytest.approx(0)
    assert centres(of(of_counts(9))) == {0: (0.0, 0.0)}
    assert centres(of(of_counts(1))) == {0: (0.0, 0.0)}


@pytest.mark.parametrize("voters", [5, 6, 7, 8, 17, 18])
def test_neither_an_outsider_nor_a_voter_learns_that_all_others_said_the_same(voters):
    """Even who knows that each of so many answered: for all that is told, some count of the others is mixed."""
    meant = defaultdict(list)
    for agree in range(voters + 1):
        for disagree in range(voters + 1 - agree):
            counts = (agree, disagree, voters - agree - disagree)
            meant[repr(of(of_counts(*counts)))].append(counts)
    for possible in meant.values():
        assert any(max(counts) < voters for counts in possible)
        for own in range(3):
            others = [[n - (at == own) for at, n in enumerate(counts)] for counts in possible if counts[own]]
            assert not others or any(max(counts) < voters - 1 for counts in others)


def test_the_rounded_counts_of_all_up_to_thirty_voters_hide_that_all_said_the_same():
    """As above, of the counts alone, which are fewer to go through."""
    for voters in range(5, 31):
        meant = defaultdict(list)
        for agree in range(voters + 1):
            for disagree in range(voters + 1 - agree):
                counts = (agree, disagree, voters - agree - disagree)
                meant[tuple(min(round_count(n), most_told(voters)) for n in counts)].append(counts)
        for possible in meant.values():
            assert any(max(counts) < voters for counts in possible)
            for own in range(3):
                others = [max(n - (at == own) for at, n in enumerate(counts)) for counts in possible if counts[own]]
                assert not others or min(others) < voters - 1


rows = st.integers(1, 4).flatmap(
    lambda statements: st.lists(st.text("adp.", min_size=statements, max_size=statements), min_size=5, max_size=24)
)


@st.composite
def consultations(draw):
    told = draw(rows)
    groups = draw(st.lists(st.sampled_from([0, 0, 1, 1, 2, None]), min_size=len(told), max_size=len(told)))
    cast = {voter for voter, row in enumerate(told) if row.strip(".")}
    return told, {voter: group for voter, group in enumerate(groups) if group is not None and voter in cast}


@given(consultations())
@settings(max_examples=60)
def test_every_number_is_a_multiple_of_three_and_no_more_say_something_than_are_there(consultation):
    told = of(of_table(*consultation[0]), consultation[1])
    assert not [number for number in numbers(told) if number % BASE]
    sizes = [group.size for group in told.groups]
    for one in told.consensus:
        assert one.tally.seen <= told.voters
        assert all(tally.seen <= size for tally, size in zip(one.by_group, sizes, strict=True))
    for one in (*told.consensus, *told.agreement, *told.disagreement, *told.divisions):
        assert 0 <= one.robustness <= 1


def cells(rows, groups):
    """The rounded counts by (group that is shown or none, statement), worked out voter by voter."""
    cast = [voter for voter, row in enumerate(rows) if row.strip(".")]
    members = Counter(groups[voter] for voter in cast if voter in groups)
    shown = {group for group, size in members.items() if size >= 3}
    place = {voter: groups.get(voter) if groups.get(voter) in shown else "none" for voter in cast}
    if len(shown) < 2:
        place = dict.fromkeys(cast, "all")
    sizes = Counter(place.values())
    counts = defaultdict(Counter)
    for voter in cast:
        for statement, letter in enumerate(rows[voter]):
            counts[place[voter], statement][letter] += sizes[place[voter]] >= 3
    return {
        cell: [min(round_count(count[letter]), most_told(sizes[cell[0]])) for letter in "adp"]
        for cell, count in counts.items()
    }


@given(consultations(), st.data())
@settings(max_examples=50)
def test_a_vote_that_changes_no_rounded_count_changes_nothing_that_is_told(consultation, data):
    """One vote is turned into each other answer, all else stays."""
    told_rows, groups = consultation
    voter = data.draw(st.integers(0, len(told_rows) - 1))
    row = told_rows[voter]
    before, told = cells(told_rows, groups), of(of_table(*told_rows), groups)
    for statement, letter in enumerate(row):
        for other in "adp" if letter != "." else "":
            changed = [*told_rows]
            changed[voter] = row[:statement] + other + row[statement + 1 :]
            if cells(changed, groups) == before:
                assert of(of_table(*changed), groups) == told


@given(consultations())
@settings(max_examples=40)
def test_the_order_of_voters_and_the_names_of_groups_tell_nothing(consultation):
    told_rows, groups = consultation
    turned = {len(told_rows) - 1 - voter: group for voter, group in groups.items()}
    assert of(of_table(*told_rows[::-1]), turned) == of(of_table(*told_rows), groups)


@given(consultations())
@settings(max_examples=40)
def test_nothing_is_told_of_who_voters_are_where_they_stand_or_what_was_tried(consultation):
    found = analyse(of_table(*consultation[0]), groups=consultation[1])
    bare = replace(found, counted=(), memberships={}, positions={}, loadings={}, trials=())
    assert disclosed(bare) == disclosed(found)


def test_statements_that_nobody_saw_and_no_statements_at_all_are_no_error():
    assert of(of_table(*["."] * 9)).voters == 0
    assert of(Votes.of([], voters=range(9))).consensus == ()
    told = of(of_table(*["a."] * 9))
    assert [too_few(one.tally) for one in told.consensus] == [False, True]
