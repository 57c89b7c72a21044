import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.core.texts import Texts
from enlace.network.member_actions import record_organisation
from enlace.network.models import Organisation
from enlace.network.testing import make_mandate, make_observer, make_organisation, make_secretary, make_state

pytestmark = pytest.mark.django_db


def institution(**overrides):
    return Organisation(
        **{"name": Texts({"es": "Ministerio"}), "sector": "institution", "state": make_state()} | overrides
    )


def test_an_institution_is_added_and_logged():
    secretary = make_secretary()
    organisation = record_organisation(institution(), by=secretary)
    entry = AuditEntry.objects.filter(action="record_organisation").first()
    assert (entry.by, entry.subject_id, entry.after["name"]) == (secretary, str(organisation.pk), {"es": "Ministerio"})


def test_an_observer_adds_none():
    with pytest.raises(PermissionDenied):
        record_organisation(institution(), by=make_observer())


def test_an_institution_without_a_state_is_refused_at_the_state():
    with pytest.raises(ValidationError) as refused:
        record_organisation(institution(state=None), by=None)
    assert list(refused.value.message_dict) == ["state"]


def test_an_institution_in_which_mandates_are_recorded_keeps_its_state():
    organisation = record_organisation(institution(), by=None)
    make_mandate(organisation=organisation)
    organisation.state = make_state("PY")
    with pytest.raises(ValidationError) as refused:
        record_organisation(organisation, by=None)
    assert list(refused.value.message_dict) == ["state"]


def test_an_observer_stays_one_but_may_be_of_another_kind():
    observer = make_organisation()
    observer.sector = "academia"
    record_organisation(observer, by=None)
    observer.sector = "secretariat"
    with pytest.raises(ValidationError) as refused:
        record_organisation(observer, by=None)
    assert list(refused.value.message_dict) == ["sector"]
