"""Any history of memberships and mandates, asked for any day, agrees with a naive model that walks from day to day."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from enlace.core.clock import today
from enlace.network.composition import changes_in, composition_on, day_of_year, focal_points_on, years
from enlace.network.models import Mandate, Membership, Organisation
from enlace.network.testing import make_mandate, make_membership, make_organisation, make_person, make_state

pytestmark = pytest.mark.django_db
FIRST, CODES = date(2015, 11, 1), ("AR", "BO", "BR")
DAYS = st.integers(-2, 130)
SPANS = st.sets(st.integers(0, 120), max_size=6).map(sorted)
"""Days on which a span begins, ends, begins, ends…; the last one goes on where they are odd in number."""
HISTORY = st.lists(SPANS, min_size=len(CODES), max_size=len(CODES))


def on(number):
    return FIRST + timedelta(days=number)


def spans(edges):
    pairs = [(edges[place], edges[place + 1] if place + 1 < len(edges) else None) for place in range(0, len(edges), 2)]
    return [(on(first), None if last is None else on(last)) for first, last in pairs]


def lasts(edges, day):
    return any(since <= day and (until is None or day <= until) for since, until in spans(edges))


@contextmanager
def recorded(history, observed=()):
    """The history in the database, gone again afterwards."""
    with transaction.atomic():
        for code, edges in zip(CODES, history, strict=True):
            state = make_state(code, member=False)
            Membership.objects.bulk_create(Membership(state=state, since=a, until=b) for a, b in spans(edges))
        for edges in observed:
            observer = make_organisation(member=False)
            Membership.objects.bulk_create(Membership(organisation=observer, since=a, until=b) for a, b in spans(edges))
        yield
        transaction.set_rollback(True)


@given(HISTORY, st.lists(SPANS, max_size=2), DAYS)
def test_the_composition_on_a_day_is_what_belonged_and_observed_on_it(history, observed, number):
    with recorded(history, observed):
        found = composition_on(on(number))
        assert {one.state.code for one in found.states} == {
            code for code, edges in zip(CODES, history, strict=True) if lasts(edges, on(number))
        }
        assert len(found.states) == len({one.state for one in found.states})
        assert len(found.observers) == sum(lasts(edges, on(number)) for edges in observed)


@given(HISTORY, HISTORY, DAYS)
def test_the_focal_point_on_a_day_is_who_held_the_mandate_of_a_state_that_belonged(history, mandates, number):
    with recorded(history):
        expected = {}
        for code, belongs, held in zip(CODES, history, mandates, strict=True):
            for since, until in spans(held):
                mandate = make_mandate(state=make_state(code, member=False), since=since, until=until)
                if mandate.lasts_on(on(number)) and lasts(belongs, on(number)):
                    expected[mandate.state_id] = mandate
        assert focal_points_on(on(number), AnonymousUser()) == expected


@given(HISTORY, HISTORY, st.integers(0, 120))
def test_a_past_composition_never_changes_by_what_begins_or_ends_later(history, later, number):
    day = on(number)
    with recorded(history):
        before = composition_on(day)
        Membership.objects.filter(until=None, since__lte=day).update(until=day + timedelta(days=number))
        for code, edges in zip(CODES, later, strict=True):
            state = make_state(code, member=False)
            for since, until in spans([edge + number + 1 for edge in edges]):
                Membership.objects.create(state=state, since=since, until=until, launched=True)
        assert composition_on(day) == before


@given(HISTORY, st.sampled_from([2015, 2016]))
def test_a_year_tells_who_began_or_ceased_to_belong_in_it(history, year):
    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range(366)]
    one = timedelta(days=1)
    with recorded(history):
        found = changes_in(year)
        assert {(change.state.code, change.day) for change in found.joined} == {
            (code, day)
            for code, edges in zip(CODES, history, strict=True)
            for day in days
            if day.year == year and lasts(edges, day) and not lasts(edges, day - one)
        }
        assert {(change.state.code, change.day) for change in found.left} == {
            (code, day)
            for code, edges in zip(CODES, history, strict=True)
            for day in days
            if day.year == year and lasts(edges, day) and not lasts(edges, day + one)
        }


def test_the_years_go_from_the_first_membership_to_the_running_one():
    assert list(years()) == []
    make_membership(organisation=make_organisation(member=False), since=date(2001, 1, 1))
    make_membership(since=date(2012, 3, 29), until=date(2013, 1, 1))
    assert list(years()) == list(range(2012, today().year + 1))


def test_the_composition_of_a_year_is_that_of_its_last_day_or_of_today_while_it_runs():
    assert day_of_year(2015) == date(2015, 12, 31)
    assert day_of_year(today().year) == today()


def test_a_state_that_launched_the_network_and_came_back_later_has_launched_it_still():
    state = make_state("BR", member=False)
    make_membership(state=state, launched=True, since=on(0), until=on(10), source="Acta de 2015")
    make_membership(state=state, since=on(20))
    assert [one.launched for one in composition_on(on(30)).states] == [True]
    assert composition_on(on(5)).sources == ["Acta de 2015"]
    assert composition_on(on(30)).sources == []


def test_states_stand_by_name_whatever_their_accents_and_observers_by_kind():
    for code in ("MX", "DE", "PE", "AT", "EG"):
        make_state(code)
    for sector in ("international", "civil_society", "corporate"):
        make_organisation(sector=sector)
    found = composition_on(today())
    assert [one.state.name for one in found.states] == ["Alemania", "Austria", "Egipto", "México", "Perú"]
    assert [sector for sector, _observers in found.sectors] == [
        "sociedad civil",
        "sector corporativo",
        "organismo internacional",
    ]


def test_who_is_not_listed_at_all_is_no_focal_point_for_the_public():
    make_mandate(person=make_person(listing="nothing"))
    assert focal_points_on(today(), AnonymousUser()) == {}
    assert Mandate.objects.focal_points().count() == 1
    assert Organisation.objects.count() == 0
