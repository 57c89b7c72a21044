"""The exports of `polis_conversations`: the last vote of each voter on a statement is the one in Polis's own table."""

import csv
from collections import Counter

import numpy as np
import pytest

from enlace.consultations.common_ground.counting import who_counts
from enlace.consultations.common_ground.entering import order_of_entry
from enlace.consultations.common_ground.tallies import Tallies
from enlace.consultations.common_ground.votes import Votes

from .reading_polis_math import CONVERSATIONS, SHARED, conversation, needs_shared_data

EXPORTS = sorted(path.name for path in (SHARED / "polis_conversations").glob("*/"))
exports = pytest.mark.parametrize("name", EXPORTS)
pytestmark = needs_shared_data


def rows_of(name, table):
    with (SHARED / "polis_conversations" / name / table).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def cast_in(name):
    rows = sorted(rows_of(name, "votes.csv"), key=lambda row: int(row["timestamp"]))
    return [(row["voter-id"], row["comment-id"], int(row["vote"])) for row in rows]


@exports
def test_the_last_vote_of_each_pair_is_the_one_in_polis_s_table(name):
    votes = Votes.of(cast_in(name))
    ours = {
        (votes.voters[voter], votes.statements[statement]): value
        for voter, statement, value in zip(
            *(x.tolist() for x in (votes.voter, votes.statement, votes.value)), strict=True
        )
    }
    theirs = {
        (row["participant"], column): int(value)
        for row in rows_of(name, "participants-votes.csv")
        for column, value in row.items()
        if column.isdigit() and value
    }
    assert ours == theirs


@exports
def test_polis_counts_replaced_votes_again_beside_its_statements(name):
    """`agrees` and `disagrees` in comments.csv are of all votes ever cast; ours are of the last ones, so never more."""
    cast = cast_in(name)
    ever = Counter((statement, value) for _voter, statement, value in cast)
    votes = Votes.of(cast)
    tallies = Tallies.of_all(votes)
    for row in rows_of(name, "comments.csv"):
        statement = row["comment-id"]
        assert (int(row["agrees"]), int(row["disagrees"])) == (ever[statement, 1], ever[statement, -1])
        if statement in votes.statements:
            tally = tallies.at(0, votes.statements.index(statement))
            assert tally.agree + tally.disagree + tally.passed <= sum(ever[statement, value] for value in (1, 0, -1))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_with_their_history_the_same_voters_count_as_in_polis(name):
    talk = conversation(name)
    entered = order_of_entry(np.array(talk.voter_cast), np.array(talk.statement_cast)).tolist()
    votes = talk.votes.without_statements(talk.moderated_out)
    assert {votes.voters[place] for place in who_counts(votes, already=entered)} == set(talk.math["in-conv"])
