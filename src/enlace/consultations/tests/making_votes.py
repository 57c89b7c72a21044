"""Votes for the tests of the computation: from counts, and drawn by hypothesis."""

import numpy as np
from hypothesis import strategies as st

from enlace.consultations.common_ground.votes import Votes


def of_table(*rows):
    """A row of text per voter, a letter per statement: `a` agree, `d` disagree, `p` pass, `.` not seen."""
    value = {"a": 1, "d": -1, "p": 0}
    cast = [
        (voter, statement, value[letter])
        for voter, row in enumerate(rows)
        for statement, letter in enumerate(row)
        if letter != "."
    ]
    return Votes.of(cast, voters=range(len(rows)), statements=range(len(rows[0]) if rows else 0))


def of_counts(agree, disagree=0, passed=0):
    """One statement."""
    return of_table(*"a" * agree, *"d" * disagree, *"p" * passed)


@st.composite
def tables(draw, most_voters=12, most_statements=5, letters="adp.", least_voters=1):
    """Rows for `of_table`."""
    statements = draw(st.integers(1, most_statements))
    row = st.text(letters, min_size=statements, max_size=statements)
    return draw(st.lists(row, min_size=least_voters, max_size=most_voters))


@st.composite
def grouped_tables(draw, **sizes):
    """Rows, and a group 0, 1 or 2 for each or none."""
    rows = draw(tables(**sizes))
    groups = draw(st.lists(st.sampled_from([0, 0, 1, 1, 2, None]), min_size=len(rows), max_size=len(rows)))
    return rows, {voter: group for voter, group in enumerate(groups) if group is not None}


def random_votes(voters, statements, share_seen, seed=0):
    """Two camps of equal size who see each statement with the given chance."""
    rng = np.random.default_rng(seed)
    voter, statement = np.nonzero(rng.random((voters, statements)) < share_seen)
    leaning = np.where((voter % 2 == 0) == (statement % 3 == 0), 0.75, 0.35)
    value = np.where(rng.random(len(voter)) < 0.1, 0, np.where(rng.random(len(voter)) < leaning, 1, -1))
    return Votes.of_arrays(list(range(voters)), list(range(statements)), voter, statement, value)
