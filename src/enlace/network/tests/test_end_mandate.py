from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.network.models import Mandate
from enlace.network.people_actions import end_mandate, withdraw_mandate
from enlace.network.roles import roles_of
from enlace.network.testing import fresh, make_focal_point, make_mandate, make_secretary

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)


def test_rights_last_through_the_last_day_and_not_beyond():
    user = make_focal_point()
    end_mandate(user.person.mandates.get(), by=make_secretary())
    assert roles_of(fresh(user)).is_member
    assert not roles_of(fresh(user), TOMORROW).is_member


def test_the_log_says_when_it_would_have_ended():
    mandate, secretary = make_mandate(until=TOMORROW), make_secretary()
    end_mandate(mandate, by=secretary)
    entry = AuditEntry.objects.filter(action="end_mandate").first()
    assert (entry.by, entry.before["until"]) == (secretary, TOMORROW.isoformat())
    assert entry.after["until"] == today().isoformat()


def test_it_may_have_ended_in_the_past():
    mandate = end_mandate(make_mandate(), by=make_secretary(), until=YESTERDAY)
    assert mandate.until == YESTERDAY


def test_not_before_it_began():
    mandate = make_mandate(since=today())
    with pytest.raises(ValidationError) as refused:
        end_mandate(mandate, by=None, until=YESTERDAY)
    assert list(refused.value.message_dict) == ["until"]


def test_an_end_that_is_known_is_not_moved_out_by_ending():
    with pytest.raises(ValidationError) as refused:
        end_mandate(make_mandate(until=TOMORROW), by=None, until=TOMORROW + timedelta(days=30))
    assert list(refused.value.message_dict) == ["until"]


def test_what_is_over_is_not_ended_again():
    with pytest.raises(PermissionDenied):
        end_mandate(make_mandate(until=YESTERDAY), by=make_secretary())


def test_a_focal_point_ends_not_even_their_own():
    user = make_focal_point()
    with pytest.raises(PermissionDenied):
        end_mandate(user.person.mandates.get(), by=user)


def test_a_mandate_that_has_not_begun_is_taken_back_and_the_log_keeps_what_it_said():
    mandate, secretary = make_mandate(since=TOMORROW), make_secretary()
    number = mandate.pk
    withdraw_mandate(mandate, by=secretary)
    entry = AuditEntry.objects.filter(action="withdraw_mandate").first()
    assert not Mandate.objects.filter(pk=number).exists()
    assert (entry.by, entry.subject_id, entry.before["role"]) == (secretary, str(number), "focal_point")
    assert mandate.person.name not in str(entry.before)


@pytest.mark.parametrize("since", [YESTERDAY, today()])
def test_a_mandate_that_has_begun_is_not_taken_back(since):
    with pytest.raises(PermissionDenied):
        withdraw_mandate(make_mandate(since=since), by=make_secretary())


def test_a_focal_point_takes_none_back():
    mandate = make_mandate("alternate", since=TOMORROW)
    with pytest.raises(PermissionDenied):
        withdraw_mandate(mandate, by=make_focal_point())
