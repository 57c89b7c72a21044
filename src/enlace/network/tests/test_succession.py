from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.network.succession import (
    Term,
    ending_key,
    endings_due,
    has_successor,
    vacancy_is_told,
    vacancy_key,
    vacant_since,
)

START = date(2026, 1, 1)


def day(number):
    return START + timedelta(days=number)


def term(mandate=1, since=-400, until=100, seat=("focal_point", 1)):
    return Term(mandate, seat, day(since), None if until is None else day(until))


def days_on_which_it_is_said(terms, ticks):
    given, said = set(), []
    for number in ticks:
        for due in endings_due(terms, day(number), given):
            given.add(due.key)
            said.append((number, due.mandate, due.key))
    return said


def test_with_a_tick_a_day_it_is_said_sixty_thirty_and_seven_days_before():
    said = days_on_which_it_is_said([term(until=100)], range(200))
    assert [number for number, _, _ in said] == [40, 70, 93]


def test_after_weeks_without_a_tick_only_the_most_urgent_is_said():
    said = days_on_which_it_is_said([term(until=100)], [0, 95, 96, 97])
    assert said == [(95, 1, ending_key(1, day(100), 7))]


def test_the_last_day_is_not_too_late_and_the_day_after_is():
    assert endings_due([term(until=100)], day(100), set())
    assert not endings_due([term(until=100)], day(101), set())


def test_a_mandate_that_has_not_begun_is_not_spoken_of():
    assert not endings_due([term(since=10, until=40)], day(9), set())
    assert endings_due([term(since=10, until=40)], day(10), set())


@pytest.mark.parametrize("until", [70, 130])
def test_another_end_is_spoken_of_anew(until):
    given = {ending_key(1, day(100), step) for step in (60, 30, 7)}
    assert endings_due([term(until=until)], day(until - 20), given)


@pytest.mark.parametrize(
    ("since", "until", "seat", "succeeds"),
    [
        (101, None, ("focal_point", 1), True),
        (101, 101, ("focal_point", 1), True),
        (50, 300, ("focal_point", 1), True),
        (102, None, ("focal_point", 1), False),
        (50, 100, ("focal_point", 1), False),
        (101, None, ("alternate", 1), False),
        (101, None, ("focal_point", 2), False),
    ],
)
def test_a_successor_holds_the_seat_on_the_day_after(since, until, seat, succeeds):
    ending, other = term(until=100), term(2, since, until, seat)
    assert has_successor(ending, [ending, other]) is succeeds
    assert any(due.mandate == 1 for due in endings_due([ending, other], day(95), set())) is not succeeds


@st.composite
def terms(draw):
    found = []
    for number in range(draw(st.integers(1, 5))):
        since = draw(st.integers(-60, 120))
        length = draw(st.none() | st.integers(0, 120))
        seat = (draw(st.sampled_from(["focal_point", "validator"])), draw(st.integers(1, 2)))
        found.append(term(number, since, None if length is None else since + length, seat))
    return found


def naive(found, ticks):
    """Day by day and seat by seat, without keys."""
    nearest, said = {}, []
    for number in ticks:
        for one in found:
            if one.until is None or not one.since <= day(number) <= one.until:
                continue
            after = one.until + timedelta(days=1)
            followed = False
            for other in found:
                last = other.until or date.max
                followed |= other is not one and other.seat == one.seat and other.since <= after <= last
            left = (one.until - day(number)).days
            step = 7 if left <= 7 else 30 if left <= 30 else 60 if left <= 60 else None
            if step and not followed and step < nearest.get(one.mandate, 99):
                nearest[one.mandate] = step
                said.append((number, one.mandate, ending_key(one.mandate, one.until, step)))
    return said


@given(terms(), st.lists(st.integers(-60, 260), max_size=40).map(sorted))
def test_whatever_days_the_tick_runs_it_says_what_a_naive_calendar_says(found, ticks):
    said = days_on_which_it_is_said(found, ticks)
    assert said == naive(found, ticks)
    assert len({key for _, _, key in said}) == len(said)
    ends = {one.mandate: one.until for one in found}
    assert all(day(number) <= ends[mandate] for number, mandate, _ in said)


spans = st.lists(
    st.tuples(st.integers(0, 60), st.none() | st.integers(0, 30)).map(
        lambda pair: (day(pair[0]), None if pair[1] is None else day(pair[0] + pair[1]))
    ),
    max_size=4,
)


@given(spans, spans, st.integers(0, 100))
def test_a_vacancy_began_after_the_last_day_that_was_none(memberships, focal_points, number):
    def among(found, when):
        return any(since <= when <= (until or date.max) for since, until in found)

    def vacant(when):
        return among(memberships, when) and not among(focal_points, when)

    began = day(number) if vacant(day(number)) else None
    while began and vacant(began - timedelta(days=1)):
        began -= timedelta(days=1)
    assert vacant_since(memberships, focal_points, day(number)) == began


def test_a_vacancy_is_told_once_and_a_corrected_beginning_makes_no_new_one():
    told = {vacancy_key(1, day(10)): day(12)}
    assert vacancy_is_told(1, day(10), told)
    assert vacancy_is_told(1, day(5), told)
    assert not vacancy_is_told(1, day(13), told)
    assert not vacancy_is_told(2, day(10), told)
