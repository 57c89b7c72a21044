from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.network.member_actions import admit_state, record_membership, withdraw_membership
from enlace.network.models import Membership, State
from enlace.network.testing import (
    make_focal_point,
    make_mandate,
    make_membership,
    make_organisation,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db


def test_a_state_that_left_and_came_back_has_two_memberships():
    state = make_state(member=False)
    record_membership(Membership(state=state, since=date(2012, 3, 29), until=date(2014, 12, 31)), by=None)
    record_membership(Membership(state=state, since=date(2017, 1, 1)), by=None)
    assert not State.objects.members(date(2016, 6, 1)).exists()
    assert State.objects.members(date(2014, 12, 31)).exists()


def test_a_day_more_would_overlap_and_the_error_says_with_what():
    state = make_state(member=False)
    record_membership(Membership(state=state, since=date(2012, 3, 29), until=date(2014, 12, 31)), by=None)
    with pytest.raises(ValidationError) as refused:
        record_membership(Membership(state=state, since=date(2014, 12, 31)), by=None)
    assert "2014" in refused.value.message_dict["since"][0]


def test_an_end_before_the_beginning_is_refused_at_the_end():
    membership = Membership(state=make_state(member=False), since=date(2020, 1, 1), until=date(2019, 12, 31))
    with pytest.raises(ValidationError) as refused:
        record_membership(membership, by=None)
    assert list(refused.value.message_dict) == ["until"]


def test_only_observers_observe():
    institute = make_organisation(sector="secretariat")
    with pytest.raises(ValidationError) as refused:
        record_membership(Membership(organisation=institute, since=date(2020, 1, 1)), by=None)
    assert list(refused.value.message_dict) == ["organisation"]


def test_a_focal_point_records_no_membership():
    with pytest.raises(PermissionDenied):
        record_membership(
            Membership(state=make_state(), since=date(2020, 1, 1)), by=make_focal_point("f@example.org", "PY")
        )


def test_the_log_keeps_what_was_before():
    membership, secretary = make_membership(), make_secretary()
    membership.until = date(2025, 12, 31)
    record_membership(membership, by=secretary)
    entry = AuditEntry.objects.filter(action="record_membership").first()
    assert (entry.by, entry.before["until"], entry.after["until"]) == (secretary, None, "2025-12-31")


def test_a_new_state_is_recorded_with_its_membership_and_its_place():
    admit_state("jm", Membership(since=date(2026, 1, 1)), by=make_secretary(), column=5, row=2)
    assert Membership.objects.get(state__code="JM").state.column == 5


def test_neither_is_recorded_where_the_membership_is_refused():
    with pytest.raises(ValidationError):
        admit_state("JM", Membership(since=date(2026, 1, 2), until=date(2026, 1, 1)), by=None)
    assert not State.objects.filter(code="JM").exists()


def test_a_state_in_the_list_keeps_its_place_when_it_comes_back():
    make_state("UY", member=False, column=6, row=7)
    admit_state("UY", Membership(since=date(2026, 1, 1)), by=None)
    assert State.objects.get(code="UY").column == 6


def test_a_membership_recorded_by_mistake_is_taken_back_and_the_log_keeps_it():
    membership, secretary = make_membership(), make_secretary()
    withdraw_membership(membership, by=secretary)
    entry = AuditEntry.objects.filter(action="withdraw_membership").first()
    assert not Membership.objects.filter(state__code="PY").exists()
    assert (entry.by, entry.before["since"], entry.after) == (secretary, "2012-03-29", {})


def test_a_membership_on_which_a_mandate_relies_stays():
    make_mandate(state=make_state())
    with pytest.raises(PermissionDenied):
        withdraw_membership(Membership.objects.get(), by=make_secretary())


def test_a_mandate_before_the_membership_does_not_rely_on_it():
    membership = make_membership(since=date(2020, 1, 1))
    make_mandate(state=membership.state, since=date(2015, 1, 1), until=date(2019, 12, 31))
    withdraw_membership(membership, by=make_secretary())
    assert not Membership.objects.of_states().exists()


def test_a_focal_point_takes_no_membership_back():
    membership = make_membership()
    with pytest.raises(PermissionDenied):
        withdraw_membership(membership, by=make_focal_point())
