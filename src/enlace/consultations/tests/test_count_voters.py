import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.consultations.common_ground.counting import who_counts
from enlace.consultations.common_ground.tallies import Tallies, Tally
from enlace.consultations.common_ground.votes import Votes

from .making_votes import of_table, tables


def counted(*rows, **options):
    return who_counts(of_table(*rows), **options).tolist()


def test_with_seven_votes_a_voter_counts():
    rows = ["a" * 7 + "..." for _ in range(15)] + ["a" * 6 + "...."]
    assert counted(*rows) == list(range(15))


def test_with_fewer_statements_than_seven_a_vote_on_each_counts():
    rows = ["aap"] * 15 + ["aa.", "...", "dpd"]
    assert counted(*rows) == [*range(15), 17]


def test_the_most_active_fill_up_to_fifteen():
    rows = ["a" * places + "." * (10 - places) for places in [1, 2, 3] * 8]
    found = counted(*rows)
    assert len(found) == 15
    assert set(found) == {place for place in range(24) if place % 3 == 2} | {1, 4, 7, 10, 13, 16, 19}


def test_who_cast_no_vote_never_counts():
    assert counted("...", "a..", "...") == [1]
    assert who_counts(of_table("...", "a.."), already=[0]).tolist() == [1]
    assert counted(*[""] * 3) == []
    assert who_counts(Votes.of([])).tolist() == []


def test_who_was_counted_stays_in():
    rows = ["a" * 7 + "..." for _ in range(20)] + ["a.........", "a........."]
    assert who_counts(of_table(*rows), already=[21, "unknown"]).tolist() == [*range(20), 21]


def test_statements_left_out_lower_what_is_asked_for():
    votes = of_table(*["aaaa"] * 15, "aaa.", "aaaa")
    assert 15 not in who_counts(votes)
    assert 15 in who_counts(votes.without_statements([3]))


@given(tables(most_voters=30), st.integers(1, 20))
def test_at_least_the_floor_is_counted_where_so_many_voted(rows, floor):
    votes = of_table(*rows)
    voted = int((votes.votes_of_voters > 0).sum())
    assert len(who_counts(votes, floor=floor)) >= min(floor, voted)


def test_a_revote_replaces():
    votes = Votes.of([("ana", "s", 1), ("ben", "s", 1), ("ana", "s", -1), ("ana", "t", 0)])
    assert Tallies.of_all(votes).of_statement(0) == (Tally(1, 1, 0),)
    assert votes.votes_of_voters.tolist() == [2, 1]


@pytest.mark.parametrize("value", [2, -2, 0.5, float("nan"), None, "1", [1]])
def test_a_vote_out_of_range_is_refused(value):
    with pytest.raises(ValueError, match="A vote is 1, 0 or -1, not"):
        Votes.of([("ana", "s", 1), ("ben", "s", value)])


def test_values_out_of_range_in_arrays_are_refused():
    one = np.zeros(1, dtype=np.int64)
    with pytest.raises(ValueError, match="A vote is 1, 0 or -1"):
        Votes.of_arrays(["ana"], ["s"], one, one, one + 2)


@given(tables())
def test_tallies_are_the_counts_of_letters(rows):
    labels = np.arange(len(rows)) % 3 - 1
    tallies = Tallies.of(of_table(*rows), labels, 2)
    for group in (0, 1):
        for statement in range(len(rows[0])):
            letters = [row[statement] for row, label in zip(rows, labels, strict=True) if label == group]
            assert tallies.at(group, statement) == Tally(*(letters.count(letter) for letter in "adp"))


@given(tables(), st.data())
def test_some_voters_are_the_same_as_if_only_they_had_voted(rows, data):
    places = data.draw(st.permutations(range(len(rows))))[: len(rows) // 2 + 1]
    some, alone = of_table(*rows).of_voters(np.array(places)), of_table(*(rows[place] for place in places))
    assert some.voters == list(places)
    for array in ("voter", "statement", "value"):
        assert getattr(some, array).tolist() == getattr(alone, array).tolist()


@given(tables(), st.sets(st.integers(0, 5)))
def test_without_statements_nothing_else_changes(rows, gone):
    left = of_table(*rows).without_statements(gone)
    stays = [place for place in range(len(rows[0])) if place not in gone]
    fewer = of_table(*("".join(row[place] for place in stays) for row in rows))
    assert left.statements == stays
    for array in ("voter", "statement", "value"):
        assert getattr(left, array).tolist() == getattr(fewer, array).tolist()
