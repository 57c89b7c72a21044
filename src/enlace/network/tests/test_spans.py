from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from enlace.network.spans import covers, joined, shared

START, HORIZON = date(2026, 1, 1), 60


def day(number):
    return START + timedelta(days=number)


@st.composite
def spans(draw):
    first = draw(st.integers(0, 40))
    length = draw(st.none() | st.integers(0, 15))
    return day(first), None if length is None else day(first + length)


def days_of(found):
    return {number for number in range(HORIZON) if any(covers(span, day(number)) for span in found)}


@given(st.lists(spans(), max_size=6))
def test_joined_spans_hold_the_same_days_with_a_gap_between_any_two(found):
    result = joined(found)
    assert days_of(result) == days_of(found)
    for (_, until), (since, _) in pairwise(result):
        assert until is not None
        assert since - until > timedelta(days=1)


@given(spans(), st.lists(spans(), max_size=6))
def test_shared_days_are_those_of_both(span, others):
    assert days_of(shared(span, others)) == days_of([span]) & days_of(others)
