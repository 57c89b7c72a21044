import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.network.models import Listing, Person
from enlace.network.people_actions import TAKEN, choose_listing, correct_person, record_person
from enlace.network.testing import make_alternate, make_focal_point, make_person, make_secretary, make_state

pytestmark = pytest.mark.django_db
CANARIES = ("Ocampo", "ocampo@example.org", "555-0123")


def told() -> str:
    """All that the audit log says."""
    return str(list(AuditEntry.objects.values_list("action", "before", "after")))


def test_somebody_new_is_in_the_directory_with_the_office_alone_in_public():
    person = record_person(
        by=make_secretary(), name="  Marta   Ocampo ", email=" ocampo@example.org ", phone="555-0123"
    )
    assert (person.name, person.email, person.listing) == ("Marta Ocampo", "ocampo@example.org", Listing.OFFICE)
    assert not any(canary in told() for canary in CANARIES)


def test_an_address_that_another_has_is_refused_whatever_its_case():
    make_person(email="ocampo@example.org")
    with pytest.raises(ValidationError) as refused:
        record_person(by=None, name="Otra", email="OCAMPO@example.org")
    assert refused.value.error_dict["email"][0].code == TAKEN


def test_many_may_have_no_address():
    record_person(by=None, name="Una")
    assert record_person(by=None, name="Otra").pk


def test_what_is_no_address_is_refused_at_the_address():
    with pytest.raises(ValidationError) as refused:
        record_person(by=None, name="Una", email="una arroba")
    assert list(refused.value.message_dict) == ["email"]


def test_a_focal_point_adds_nobody():
    with pytest.raises(PermissionDenied):
        record_person(by=make_focal_point(), name="Una")


def test_people_correct_their_own_contact_and_the_log_says_which_fields_alone():
    user = make_focal_point()
    correct_person(user.person, by=user, name="Marta Ocampo", phone="555-0123")
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.after) == ("correct_person", {"changed": ["name", "phone"]})
    assert not any(canary in told() for canary in CANARIES)


def test_nothing_is_logged_where_nothing_changed():
    person = make_person()
    correct_person(person, by=None, name=person.name)
    assert not AuditEntry.objects.filter(action="correct_person").exists()


def test_a_colleague_corrects_nobody():
    with pytest.raises(PermissionDenied):
        correct_person(make_focal_point().person, by=make_alternate(), name="Otra")


def test_nobody_corrects_who_was_erased(settings):
    person = make_person(erased_at="2026-01-01T00:00Z", name="", email="")
    person.refresh_from_db()
    with pytest.raises(PermissionDenied):
        correct_person(person, by=make_secretary(), name="Otra")


def test_the_state_chooses_what_is_listed_of_its_people_and_it_is_logged():
    person = make_alternate().person
    focal_point = make_focal_point()
    choose_listing(person, Listing.CONTACT, by=focal_point)
    entry = AuditEntry.objects.filter(action="choose_listing").first()
    assert Person.objects.get(pk=person.pk).listing == "contact"
    assert (entry.by, entry.before, entry.after) == (focal_point, {"listing": "office"}, {"listing": "contact"})


@pytest.mark.parametrize("who", ["secretary", "other state"])
def test_neither_the_secretariat_nor_another_state_chooses(who):
    make_state("PY")
    user = make_secretary() if who == "secretary" else make_focal_point("other@example.org", "PY")
    with pytest.raises(PermissionDenied):
        choose_listing(make_focal_point().person, Listing.NOTHING, by=user)


def test_what_is_no_choice_is_refused():
    with pytest.raises(ValidationError):
        choose_listing(make_person(), "everything", by=None)
