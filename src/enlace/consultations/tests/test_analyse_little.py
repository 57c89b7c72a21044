"""Little or nothing to analyse: an answer all the same, without NaN and without a warning of NumPy."""

import dataclasses
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.votes import Votes

from .making_votes import of_table, tables


def numbers_in(value):
    """Every float anywhere in a finding."""
    if isinstance(value, float):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from numbers_in(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from numbers_in(tuple(value.values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers_in(one)


DEGENERATE = {
    "nothing at all": Votes.of([]),
    "no votes": Votes.of([], voters=["ana", "ben"], statements=["s", "t"]),
    "voters without statements": Votes.of([], voters=["ana", "ben"]),
    "statements without voters": Votes.of([], statements=["s", "t"]),
    "one voter": of_table("adp."),
    "one vote": of_table("a"),
    "one statement": of_table(*"aaddppaadd"),
    "all votes the same": of_table(*["aaaa"] * 18),
    "all pass": of_table(*["pppp"] * 18),
    "a statement nobody saw": of_table(*["aad."] * 9, *["dda."] * 9),
    "nobody saw the same": of_table("a...", ".a..", "..d.", "...d"),
    "two voters": of_table("ad", "da"),
    "one against all": of_table(*["aaaaaaa"] * 17, "ddddddd"),
}


@pytest.mark.parametrize("votes", DEGENERATE.values(), ids=DEGENERATE.keys())
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"null_test": False},
        {"group_count": 3},
        {"groups": {0: "x", 1: "y"}},
        {"groups": {}},
        {"left_out": [0, "s"]},
    ],
    ids=str,
)
def test_whatever_there_is_gives_an_answer_without_warnings(votes, options):
    with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
        warnings.simplefilter("error")
        ground = analyse(votes, **options)
    assert all(math.isfinite(number) for number in numbers_in(ground))
    assert len(ground.groups) >= 1
    assert {one.statement for one in ground.consensus} == set(votes.statements) - set(options.get("left_out", ()))
    assert all(0 <= one.robustness <= 1 for one in ground.consensus)


@settings(max_examples=40)
@given(tables(most_voters=25), st.booleans())
def test_any_votes_give_an_answer_without_warnings(rows, null_test):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ground = analyse(of_table(*rows), null_test=null_test)
    assert all(math.isfinite(number) for number in numbers_in(ground))
    assert all(group.size >= 3 for group in ground.groups if ground.distinct)
    assert sum(group.size for group in ground.groups) == len(ground.memberships)
    assert set(ground.counted) <= set(ground.memberships)
