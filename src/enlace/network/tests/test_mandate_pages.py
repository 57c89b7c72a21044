from datetime import timedelta

import pytest

from enlace.core.clock import today
from enlace.network.models import Mandate, Person
from enlace.network.testing import (
    make_cast,
    make_focal_point,
    make_mandate,
    make_nomination,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
TOMORROW = today() + timedelta(days=1)
PAGES = ["change", "end", "withdraw"]


@pytest.fixture
def secretary(client):
    client.force_login(user := make_secretary())
    return user


@pytest.mark.parametrize("page", PAGES)
def test_what_is_not_shown_to_somebody_is_not_found_and_what_is_shown_is_forbidden(client, page):
    cast = make_cast()
    hidden = make_mandate("secretary", person=make_person(listing="nothing"))
    client.force_login(cast.other_focal_point)
    assert client.get(f"/en/mandates/{hidden.pk}/{page}/").status_code == 404
    own = cast.other_focal_point.person.mandates.get()
    assert client.get(f"/en/mandates/{own.pk}/{page}/").status_code == 403
    assert client.post(f"/en/mandates/{own.pk}/{page}/").status_code == 403


def test_a_mandate_is_added_for_somebody_known_from_the_letter_that_named_them(client, secretary):
    letter, person = make_nomination(), make_person()
    form = client.get(f"/en/mandates/add/?person={person.pk}&nomination={letter.pk}").content.decode()
    assert f'<option value="{person.pk}" selected>' in form
    assert f'<option value="{letter.pk}" selected>' in form
    sent = {"person": person.pk, "role": "validator", "state": letter.state.pk, "since": "2026-01-01"}
    client.post("/en/mandates/add/", sent | {"nomination": letter.pk})
    assert Mandate.objects.get(person=person).nomination == letter


def test_a_state_that_is_no_member_today_is_offered_as_such(client, secretary):
    make_state("PY", member=False)
    assert "Paraguay (no member today)" in client.get("/en/mandates/add/").content.decode()


def test_only_the_secretariat_adds_one(client):
    client.force_login(make_focal_point())
    assert client.get("/en/mandates/add/").status_code == 403


def test_an_erased_person_is_not_offered(client, secretary):
    erased = make_person(name="", email="", erased_at="2026-01-01T12:00Z")
    assert f'value="{erased.pk}"' not in client.get("/en/mandates/add/").content.decode()


def test_ending_offers_a_way_back_that_leads_to_where_it_was(client, secretary):
    mandate = make_mandate(until=TOMORROW + timedelta(days=60))
    was = mandate.until
    answer = client.post(f"/en/mandates/{mandate.pk}/end/", {"until": today().isoformat()}, follow=True)
    way_back = f"/en/mandates/{mandate.pk}/change/?until={was.isoformat()}"
    assert way_back in answer.content.decode()
    form = client.get(way_back).context["form"]
    assert form["until"].value() == was.isoformat()
    sent = {
        "role": mandate.role,
        "state": mandate.state_id,
        "since": mandate.since.isoformat(),
        "until": was.isoformat(),
    }
    client.post(way_back, sent)
    mandate.refresh_from_db()
    assert mandate.until == was


def test_an_end_before_the_beginning_is_told_at_the_day(client, secretary):
    mandate = make_mandate(since=today())
    answer = client.post(f"/en/mandates/{mandate.pk}/end/", {"until": "2020-01-01"})
    assert "before the beginning" in answer.context["form"].errors["until"][0]


def test_a_change_offers_a_way_back(client, secretary):
    mandate = make_mandate()
    sent = {"role": "alternate", "state": mandate.state_id, "since": mandate.since.isoformat()}
    answer = client.post(f"/en/mandates/{mandate.pk}/change/", sent, follow=True)
    assert f"/en/mandates/{mandate.pk}/change/?role=focal_point&amp;state=" in answer.content.decode()


def test_what_is_refused_leaves_the_page_as_it_was(client, secretary):
    mandate = make_mandate()
    sent = {"role": "focal_point", "state": make_state("PY").pk, "since": "2026-01-02", "until": "2026-01-01"}
    answer = client.post(f"/en/mandates/{mandate.pk}/change/", sent)
    assert "Focal point, Uruguay" in answer.content.decode()


def test_taking_back_asks_first_and_offers_to_record_it_again(client, secretary):
    mandate = make_mandate(since=TOMORROW)
    address = f"/en/mandates/{mandate.pk}/withdraw/"
    assert client.get(address).status_code == 200
    assert Mandate.objects.filter(pk=mandate.pk).exists()
    answer = client.post(address, follow=True)
    assert not Mandate.objects.filter(pk=mandate.pk).exists()
    assert f"/en/mandates/add/?person={mandate.person_id}&amp;role=focal_point" in answer.content.decode()


def test_a_name_in_a_message_is_never_markup(client, secretary):
    person = make_person(name="<b>Kanari</b>")
    client.post(f"/en/people/{person.pk}/correct/", {"name": "<i>Kanari</i>", "email": "", "language": "es"})
    mandate = make_mandate(person=person, since=TOMORROW)
    seen = client.post(f"/en/mandates/{mandate.pk}/withdraw/", follow=True).content.decode()
    assert Person.objects.get(pk=person.pk).name == "<i>Kanari</i>"
    assert "<i>Kanari" not in seen
