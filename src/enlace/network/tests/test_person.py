from datetime import date, timedelta

import pytest

from enlace.core.clock import today
from enlace.network.models import Mandate, Person
from enlace.network.testing import (
    make_cast,
    make_focal_point,
    make_invitation,
    make_mandate,
    make_nomination,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
OVER = today() - timedelta(days=1)


def asked(client, user, address):
    client.force_login(user)
    return client.get(f"/en/{address}")


def test_a_member_sees_the_contact_of_a_colleague_and_no_button(client):
    colleague = make_mandate("alternate", person=make_person(email="kanari@example.org")).person
    seen = asked(client, make_focal_point(), f"people/{colleague.pk}/").content.decode()
    assert "kanari@example.org" in seen
    assert "/end/" not in seen
    assert "has-account" not in seen


@pytest.mark.parametrize("role", ["observer", "editor", "stranger"])
def test_who_is_no_member_does_not_learn_that_somebody_exists(client, role):
    cast = make_cast()
    assert asked(client, getattr(cast, role), f"people/{cast.focal_point.person.pk}/").status_code == 404


def test_a_member_does_not_open_the_page_of_somebody_whose_mandate_is_over(client):
    former = make_mandate("alternate", until=OVER).person
    assert asked(client, make_focal_point(), f"people/{former.pk}/").status_code == 404


def test_the_secretariat_sees_mandates_past_current_and_coming_with_their_buttons(client):
    person = make_mandate(since=date(2020, 1, 1), until=OVER).person
    current = make_mandate(person=person, since=today())
    coming = make_mandate("validator", person=person, since=today() + timedelta(days=9))
    seen = asked(client, make_secretary(), f"people/{person.pk}/").content.decode()
    for words in ("Current mandates", "To begin", "Past mandates"):
        assert words in seen
    assert f"/en/mandates/{current.pk}/end/" in seen
    assert f"/en/mandates/{coming.pk}/withdraw/" in seen


def test_an_open_invitation_is_told_to_the_secretariat_alone(client):
    person = make_mandate("alternate").person
    make_invitation(person=person)
    assert "Invited on" in asked(client, make_secretary(), f"people/{person.pk}/").content.decode()
    assert "Invited on" not in asked(client, make_focal_point(), f"people/{person.pk}/").content.decode()


@pytest.mark.parametrize(("who", "sees"), [("focal_point", True), ("other_focal_point", False), ("secretary", True)])
def test_the_letter_is_a_link_for_those_who_may_open_it(client, who, sees):
    cast = make_cast()
    letter = make_nomination(dated=date(2026, 2, 3))
    Mandate.objects.filter(person__user=cast.alternate).update(nomination=letter)
    seen = asked(client, getattr(cast, who), f"people/{cast.alternate.person.pk}/").content.decode()
    assert ("Letter of" in seen) == sees


def test_an_erased_person_has_a_page_without_a_name(client):
    person = make_person(name="", email="", erased_at="2026-01-01T12:00Z")
    make_mandate(person=person, until=OVER)
    seen = asked(client, make_secretary(), f"people/{person.pk}/").content.decode()
    assert "were erased" in seen
    assert "/correct/" not in seen


def test_people_correct_their_own_contact(client):
    user = make_focal_point()
    client.force_login(user)
    sent = {"name": "Otra oficina", "email": user.person.email, "phone": "1", "language": "pt"}
    client.post(f"/en/people/{user.person.pk}/correct/", sent)
    assert Person.objects.get(user=user).phone == "1"


def test_the_correction_of_an_address_that_another_has_says_so_at_the_address(client):
    make_person(email="taken@example.org")
    person = make_person()
    client.force_login(make_secretary())
    sent = {"name": "Una", "email": "TAKEN@example.org", "language": "es"}
    answer = client.post(f"/en/people/{person.pk}/correct/", sent)
    assert "already" in answer.context["form"].errors["email"][0]


def test_the_form_of_a_colleague_is_not_opened(client):
    colleague = make_mandate("alternate").person
    assert asked(client, make_focal_point(), f"people/{colleague.pk}/correct/").status_code == 403


def test_the_page_of_the_listing_previews_what_the_public_would_see(client):
    user = make_focal_point()
    Person.objects.filter(user=user).update(name="Kanari", phone="555-0199")
    previews = asked(client, user, f"people/{user.person.pk}/listing/").context["previews"]
    seen = {choice.value: [(card.name, card.phone) for card in cards] for choice, cards in previews}
    assert seen == {
        "nothing": [],
        "office": [("", "")],
        "name": [("Kanari", "")],
        "contact": [("Kanari", "555-0199")],
    }


def test_the_state_chooses_the_listing_and_another_state_does_not(client):
    cast = make_cast()
    address = f"/en/people/{cast.alternate.person.pk}/listing/"
    client.force_login(cast.other_focal_point)
    assert client.post(address, {"listing": "contact"}).status_code == 403
    client.force_login(cast.focal_point)
    client.post(address, {"listing": "contact"})
    assert Person.objects.get(user=cast.alternate).listing == "contact"


NEW = {"name": "Marta", "email": "marta@example.org", "language": "es", "role": "focal_point", "since": "2026-06-01"}


def test_somebody_new_is_added_with_a_mandate_and_a_new_institution(client):
    client.force_login(make_secretary())
    sent = NEW | {"state": make_state().pk, "new_organisation_es": "Ministerio nuevo", "office_es": "Directora"}
    answer = client.post("/en/people/add/", sent)
    mandate = Mandate.objects.get(person__name="Marta")
    assert answer.url == mandate.person.get_absolute_url()
    assert (str(mandate.organisation.name), mandate.office["es"]) == ("Ministerio nuevo", "Directora")


def test_the_conflict_with_the_current_focal_point_offers_to_end_that_mandate(client):
    current = make_mandate(since=date(2020, 1, 1))
    client.force_login(make_secretary())
    sent = NEW | {"state": current.state.pk}
    answer = client.post("/en/people/add/", sent)
    assert 'type="checkbox" name="end_current"' in answer.content.decode()
    assert not Person.objects.filter(name="Marta").exists()
    client.post("/en/people/add/", sent | {"end_current": "on"})
    current.refresh_from_db()
    assert (current.until, Person.objects.filter(name="Marta").count()) == (date(2026, 5, 31), 1)


def test_the_offer_is_not_made_where_nothing_stands_in_the_way(client):
    assert 'type="checkbox"' not in asked(client, make_secretary(), "people/add/").content.decode()


def test_an_address_in_the_directory_leads_to_the_person_who_has_it(client):
    known = make_person(email="marta@example.org")
    client.force_login(make_secretary())
    answer = client.post("/en/people/add/", NEW | {"state": make_state().pk})
    assert f"/en/mandates/add/?person={known.pk}" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"role": "observer", "new_organisation_es": "Otra"}, "new_organisation"),
        ({"organisation": "choose", "new_organisation_es": "Otra"}, "new_organisation"),
        ({"since": "el lunes"}, "since"),
        ({"name": ""}, "name"),
    ],
)
def test_the_form_says_what_is_wrong_at_its_field(client, sent, field):
    ministry = make_organisation(sector="institution", state=make_state())
    sent = {name: ministry.pk if value == "choose" else value for name, value in sent.items()}
    client.force_login(make_secretary())
    answer = client.post("/en/people/add/", NEW | {"state": make_state().pk} | sent)
    assert list(answer.context["form"].errors) == [field]
