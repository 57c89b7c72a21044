"""Any history of mandates and memberships that the actions accept is one that a naive model accepts, day by day."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from enlace.network.member_actions import record_membership
from enlace.network.models import Mandate, Membership, State
from enlace.network.people_actions import record_mandate
from enlace.network.testing import make_person, make_state

ORIGIN = date(2026, 1, 1)
SPAN = 20
DAYS = st.integers(0, SPAN)
SPANS = st.tuples(DAYS, st.none() | DAYS)
MANDATES = st.lists(
    st.tuples(SPANS, st.sampled_from(["focal_point", "alternate"]), st.integers(0, 2), st.booleans()), max_size=9
)
BEYOND = SPAN + 5


def day(number):
    return None if number is None else ORIGIN + timedelta(days=number)


def days_of(span):
    first, last = span
    return set(range(first, (BEYOND if last is None else last) + 1))


class Histories(TestCase):
    @settings(max_examples=40)
    @given(MANDATES)
    def test_a_state_has_one_focal_point_a_day_and_nobody_is_the_same_twice(self, wanted):
        state, people = make_state(), [make_person() for _ in range(3)]
        model: list[list] = []
        for (first, last), role, who, end_current in wanted:
            mandate = Mandate(person=people[who], role=role, state=state, since=day(first), until=day(last))
            expected = after(model, first, last, role, who, end_current)
            try:
                record_mandate(mandate, by=None, end_current=end_current)
            except ValidationError:
                assert expected is None
            else:
                assert expected is not None
                model = expected
        stored = {(m.role, m.person_id, m.since, m.until) for m in Mandate.objects.all()}
        assert stored == {(role, people[who].pk, day(first), day(last)) for first, last, role, who in model}

    @settings(max_examples=40)
    @given(st.lists(SPANS, max_size=8))
    def test_the_composition_on_a_day_is_that_of_a_naive_model(self, wanted):
        state, belongs = make_state(member=False), set()
        for span in wanted:
            fits = (span[1] is None or span[0] <= span[1]) and not days_of(span) & belongs
            try:
                record_membership(Membership(state=state, since=day(span[0]), until=day(span[1])), by=None)
            except ValidationError:
                assert not fits
            else:
                assert fits
                belongs |= days_of(span)
        for number in range(BEYOND):
            assert State.objects.members(day(number)).exists() == (number in belongs)


def after(model, first, last, role, who, end_current):
    """The history with one mandate more, or None where it does not fit."""
    if last is not None and last < first:
        return None
    new, kept = days_of((first, last)), []
    for begins, ends, other_role, other in model:
        rivals = other_role == role and (role == "focal_point" or other == who)
        if rivals and days_of((begins, ends)) & new:
            if not end_current or begins >= first:
                return None
            ends = first - 1
        kept.append([begins, ends, other_role, other])
    return [*kept, [first, last, role, who]]
