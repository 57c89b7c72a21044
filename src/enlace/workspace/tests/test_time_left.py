from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from enlace.workspace.time_left import time_left

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (5, "in 5 days"),
        (60, "in 60 days"),
        (61, "in 2 months"),
        (400, "in 13 months"),
        (800, "in 2 years"),
        (-1, "1 day late"),
        (-3, "3 days late"),
        (-90, "3 months late"),
        (-3000, "8 years late"),
    ],
)
def test_a_day_is_told_as_people_tell_it(days, words):
    with override("en"):
        assert time_left(TODAY + timedelta(days=days), TODAY) == words


@given(st.integers(-20_000, 20_000))
def test_what_is_past_is_late_and_nothing_else_is(days):
    with override("en"):
        assert time_left(TODAY + timedelta(days=days), TODAY).endswith("late") is (days < 0)
