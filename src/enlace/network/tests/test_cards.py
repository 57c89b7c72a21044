"""What each viewer sees of a person in a mandate: the whole table of listings and viewers."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.cards import card_of
from enlace.network.models import Listing, Mandate
from enlace.network.people_actions import end_mandate
from enlace.network.testing import fresh, make_cast, make_mandate, make_person

pytestmark = pytest.mark.django_db
NOBODY, OFFICE, NAME, CONTACT = "", "office", "office, name", "office, name, contact"
MEMBERS = ("focal_point", "other_focal_point", "alternate", "validator")
PUBLIC = ("anonymous", "stranger", "observer", "host")
LISTED = {Listing.NOTHING: NOBODY, Listing.OFFICE: OFFICE, Listing.NAME: NAME, Listing.CONTACT: CONTACT}


@pytest.fixture
def viewers():
    cast = make_cast()
    people = {field.name: fresh(getattr(cast, field.name)) for field in fields(cast)}
    return people | {"anonymous": AnonymousUser()}


def held(role, listing, **person):
    office = Texts({"es": "Dirección de Derechos Humanos"})
    contact = {"name": "Ana Pérez", "email": "ana@example.org", "phone": "+598 2 1234"}
    return make_mandate(role, office=office, person=make_person(listing=listing, **contact | person))


def seen(mandate, viewer):
    card = card_of(mandate, viewer)
    visible = Mandate.objects.visible_to(viewer).filter(pk=mandate.pk).exists()
    assert (card is not None) == visible
    if card is None:
        return NOBODY
    assert bool(card.email) == bool(card.phone)
    return ", ".join(filter(None, ["office" if card.office else "", card.name and "name", card.email and "contact"]))


@pytest.mark.parametrize("listing", Listing)
@pytest.mark.parametrize("role", ["focal_point", "alternate", "validator"])
def test_of_a_states_people_the_public_and_observers_see_what_is_listed_and_members_all(viewers, role, listing):
    mandate = held(role, listing)
    assert {name: seen(mandate, viewer) for name, viewer in viewers.items() if name != "editor"} == {
        **dict.fromkeys(PUBLIC, LISTED[listing]),
        **dict.fromkeys([*MEMBERS, "secretary", "administrator"], CONTACT),
    }


@pytest.mark.parametrize("listing", Listing)
@pytest.mark.parametrize("role", ["observer", "secretary"])
def test_of_other_people_members_know_only_those_who_are_listed(viewers, role, listing):
    mandate = held(role, listing)
    assert {name: seen(mandate, viewer) for name, viewer in viewers.items() if name != "editor"} == {
        **dict.fromkeys(PUBLIC, LISTED[listing]),
        **dict.fromkeys(MEMBERS, NOBODY if listing == Listing.NOTHING else CONTACT),
        **dict.fromkeys(["secretary", "administrator"], CONTACT),
    }


@pytest.mark.parametrize("listing", Listing)
@pytest.mark.parametrize("role", ["focal_point", "observer", "secretary"])
def test_somebody_sees_themself_whatever_is_listed_also_once_their_mandate_is_over(role, listing):
    user = make_user()
    mandate = held(role, listing, user=user)
    assert seen(mandate, fresh(user)) == CONTACT
    end_mandate(mandate, by=None, until=today() - timedelta(days=1))
    assert seen(mandate, fresh(user)) == CONTACT


def test_an_erased_person_is_an_office_to_everybody(viewers):
    for listing, expected in ((Listing.CONTACT, OFFICE), (Listing.NOTHING, NOBODY)):
        mandate = held("focal_point", listing, email=f"{listing}@example.org", erased_at=timezone.now())
        assert {seen(mandate, viewers[name]) for name in PUBLIC} == {expected}
        assert {seen(mandate, viewers[name]) for name in [*MEMBERS, "secretary"]} == {OFFICE}


def test_a_card_leads_to_the_page_of_the_person_for_those_alone_who_may_open_it(viewers):
    mandate = held("focal_point", Listing.CONTACT)
    opens = {name for name, viewer in viewers.items() if card_of(mandate, viewer).address}
    assert opens == {*MEMBERS, "secretary", "administrator"}


def test_a_card_asks_the_database_nothing(viewers, django_assert_num_queries):
    mandate = Mandate.objects.select_related("person", "state", "organisation").get(pk=held("observer", "name").pk)
    card_of(mandate, viewers["observer"])
    with django_assert_num_queries(0):
        assert card_of(mandate, viewers["observer"]).name == "Ana Pérez"
