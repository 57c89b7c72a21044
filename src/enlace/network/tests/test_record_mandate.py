from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.models import Mandate, Organisation, Person
from enlace.network.people_actions import TAKEN, introduce_person, record_mandate
from enlace.network.roles import roles_of
from enlace.network.testing import (
    fresh,
    make_focal_point,
    make_mandate,
    make_nomination,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
FIRST = date(2026, 6, 1)


def mandate(**overrides):
    fields = {"role": "focal_point", "since": FIRST}
    if overrides.get("role", "focal_point") in ("focal_point", "alternate", "validator"):
        fields |= {"state": make_state()}
    return Mandate(**{"person": overrides.pop("person", None) or make_person()} | fields | overrides)


def refused_at(*args, **kwargs) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        record_mandate(mandate(*args, **kwargs), by=None)
    return refused.value.message_dict


def test_a_mandate_is_recorded_without_names_in_the_log():
    secretary = make_secretary()
    recorded = record_mandate(mandate(office=Texts({"es": "Directora"})), by=secretary)
    entry = AuditEntry.objects.filter(action="record_mandate").first()
    assert (entry.by, entry.after["office"], entry.after["since"]) == (secretary, {"es": "Directora"}, "2026-06-01")
    assert recorded.person.name not in str(entry.after)


def test_a_focal_point_records_none():
    with pytest.raises(PermissionDenied):
        record_mandate(mandate(role="alternate"), by=make_focal_point())


def test_an_institution_named_anew_is_recorded_with_the_mandate_or_not_at_all():
    ministry = Organisation(name=Texts({"es": "Ministerio"}), sector="institution", state=make_state())
    assert record_mandate(mandate(), by=None, institution=ministry).organisation == Organisation.objects.get()
    other = Organisation(name=Texts({"es": "Otro"}), sector="institution", state=make_state())
    with pytest.raises(ValidationError):
        record_mandate(mandate(), by=None, institution=other)
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "overrides"),
    [
        ("until", {"until": date(2026, 5, 31)}),
        ("state", {"state": None}),
        ("state", {"role": "secretary", "state": "UY"}),
        ("organisation", {"role": "observer"}),
        ("organisation", {"organisation": "PY"}),
        ("organisation", {"role": "secretary", "organisation": "observer"}),
        ("nomination", {"nomination": "PY"}),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(field, overrides):
    of_another = make_state("PY")
    if overrides.get("state") == "UY":
        overrides = overrides | {"state": make_state()}
    if overrides.get("organisation") == "PY":
        overrides = overrides | {"organisation": make_organisation(sector="institution", state=of_another)}
    if overrides.get("organisation") == "observer":
        overrides = overrides | {"organisation": make_organisation()}
    if "nomination" in overrides:
        overrides = overrides | {"nomination": make_nomination(state=of_another)}
    assert list(refused_at(**overrides)) == [field]


def test_a_second_focal_point_is_refused_and_told_since_when_there_is_one():
    make_mandate(since=date(2020, 3, 1))
    assert "2020" in refused_at()["since"][0]


def test_a_successor_ends_the_current_mandate_on_the_day_before_if_asked():
    current = make_mandate(since=date(2020, 3, 1))
    record_mandate(mandate(), by=(secretary := make_secretary()), end_current=True)
    current.refresh_from_db()
    entry = AuditEntry.objects.get(action="end_mandate")
    assert current.until == date(2026, 5, 31)
    assert (entry.by, entry.before["until"], entry.after["until"]) == (secretary, None, "2026-05-31")


def test_the_current_mandate_lasts_where_the_successor_is_refused_for_another_reason():
    current = make_mandate(since=date(2020, 3, 1))
    make_mandate(since=date(2026, 9, 1), until=None)
    with pytest.raises(ValidationError) as refused:
        record_mandate(mandate(), by=None, end_current=True)
    current.refresh_from_db()
    assert current.until is None
    assert refused.value.error_dict["since"][0].code != TAKEN


def test_the_same_person_is_no_second_time_what_they_are():
    person = make_mandate(role="alternate", since=date(2020, 3, 1)).person
    assert "since" in refused_at(person=person, role="alternate")


def test_two_people_may_be_alternates_of_one_state():
    make_mandate(role="alternate", since=date(2020, 3, 1))
    assert record_mandate(mandate(role="alternate"), by=None).pk


def test_nobody_gets_a_mandate_who_was_erased():
    assert "person" in refused_at(person=make_person(erased_at="2026-01-01T00:00Z", name="", email=""))


def test_what_is_recorded_of_an_office_is_still_corrected_after_its_person_was_erased():
    own = make_mandate(person=make_person(erased_at="2026-01-01T00:00Z", name="", email=""), since=date(2020, 1, 1))
    own.until = date(2025, 12, 31)
    assert record_mandate(own, by=make_secretary()).until == date(2025, 12, 31)


def test_somebody_new_comes_with_a_mandate_or_not_at_all():
    secretary = make_secretary()
    first = introduce_person(
        {"name": "Marta", "email": "marta@example.org"}, mandate(person=make_person()), by=secretary
    )
    assert first.person.name == "Marta"
    with pytest.raises(ValidationError):
        introduce_person({"name": "Otra", "email": "otra@example.org"}, mandate(), by=secretary)
    assert not Person.objects.filter(name="Otra").exists()


def test_a_focal_point_introduces_nobody():
    with pytest.raises(PermissionDenied):
        introduce_person({"name": "Otra"}, mandate(role="alternate"), by=make_focal_point())


def test_rights_begin_with_the_first_day_and_follow_a_correction():
    user = make_focal_point(since=today())
    assert roles_of(fresh(user)).is_member
    own = user.person.mandates.get()
    own.since = today() + timedelta(days=1)
    record_mandate(own, by=None)
    assert not roles_of(fresh(user)).is_member
