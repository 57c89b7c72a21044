"""The page of one member state, as each reader sees it."""

from datetime import date, timedelta

import pytest

from enlace.core import registry
from enlace.core.clock import today
from enlace.core.registry import Panel
from enlace.core.texts import Texts
from enlace.network.models import Mandate, Person
from enlace.network.testing import (
    make_focal_point,
    make_mandate,
    make_membership,
    make_nomination,
    make_observer,
    make_organisation,
    make_person,
    make_state,
)

pytestmark = pytest.mark.django_db
PATH = "/en/states/uy/"


def test_it_gives_the_name_codes_and_membership_with_its_source(client):
    state = make_state(member=False)
    make_membership(state=state, since=date(2012, 3, 29), launched=True, source="Record of the launch")
    text = client.get(PATH).text
    assert '<h1 class="modest">Uruguay</h1>' in text
    assert "UY, URY" in text
    assert 'since <time datetime="2012-03-29">' in text
    assert "launched the network" in text
    assert "Source: Record of the launch" in text
    make_state("BR")
    assert '<h1 class="modest">Brasil</h1>' in client.get("/es/states/br/").text


def test_the_focal_point_stands_first_then_alternates_then_validators(client):
    for role in ("validator", "alternate", "focal_point"):
        make_mandate(role, office=Texts({"en": f"Office of {role}"}))
    text = client.get(PATH).text
    places = [text.find(f"Office of {role}") for role in ("focal_point", "alternate", "validator")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("listing", "shown"),
    [
        ("nothing", []),
        ("office", ["Directorate"]),
        ("name", ["Directorate", "Ana"]),
        ("contact", ["Directorate", "Ana", "mailto:ana@"]),
    ],
)
def test_the_public_sees_of_a_person_what_is_listed(client, listing, shown):
    person = make_person(name="Ana", email="ana@example.org", listing=listing)
    make_mandate(person=person, office=Texts({"en": "Directorate"}))
    text = client.get(PATH).text
    assert [part for part in ("Directorate", "Ana", "mailto:ana@") if part in text] == shown
    assert "has no focal point now" not in text
    assert ("not listed in public" in text) == (listing == "nothing")


def test_a_state_without_a_focal_point_says_so(client):
    make_mandate(until=today() - timedelta(days=1))
    assert "The state has no focal point now." in client.get(PATH).text


def test_a_state_that_left_says_until_when_and_nobody_speaks_for_it(client):
    state = make_state(member=False)
    make_membership(state=state, since=date(2012, 3, 29), until=date(2014, 12, 31))
    make_mandate(state=state, office=Texts({"en": "Directorate"}))
    text = client.get(PATH).text
    assert "Uruguay belonged to the network until" in text
    assert '<time datetime="2014-12-31">' in text
    assert "Directorate" not in text
    assert "focal point" not in text.split("<main")[1]


def test_a_state_without_a_membership_does_not_belong(client):
    make_state(member=False)
    assert "Uruguay does not belong to the network today." in client.get(PATH).text


@pytest.mark.parametrize("code", ["zz", "u", "uru", "%00", "ñ", "py"])
def test_an_unknown_code_is_not_found(client, code):
    make_state()
    assert client.get(f"/en/states/{code}/").status_code == 404


def test_a_code_in_capitals_leads_to_the_address_of_the_state(client):
    make_state()
    assert client.get("/en/states/UY/")["Location"] == PATH


@pytest.fixture
def past():
    letter = make_nomination(dated=date(2020, 2, 1))
    mandate = make_mandate(since=date(2020, 2, 3), until=date(2021, 2, 3), nomination=letter)
    mandate.person.name = "Former Office"
    mandate.person.save()
    return letter


def test_the_history_is_for_members_and_the_letters_for_their_own_state(client, past):
    letter = f'href="{past.get_absolute_url().replace("/es/", "/en/")}"'
    readers = {
        "own": make_focal_point(),
        "other": make_focal_point("other@example.org", "PY"),
        "observer": make_observer(),
    }
    for name, sees in (("own", (True, True)), ("other", (True, False)), ("observer", (False, False))):
        client.force_login(readers[name])
        text = client.get(PATH).text
        assert ("Former Office" in text, letter in text) == sees, name
    client.logout()
    assert "Former Office" not in client.get(PATH).text


def test_it_leads_to_the_states_before_and_after_by_name(client):
    for code in ("PE", "UY", "VE"):
        make_state(code)
    text = client.get(PATH).text
    assert 'rel="prev" href="/en/states/pe/">← Peru<' in text
    assert 'rel="next" href="/en/states/ve/">Venezuela →<' in text


def test_panels_of_other_apps_stand_in_their_order(client, monkeypatch):
    state = make_state()
    monkeypatch.setattr(registry, "_items", registry._items.copy())
    registry._items["state_panel"] = [
        (2, 0, lambda request, state: Panel("ui/fields.html", {"of": state})),
        (1, 1, lambda request, state: Panel("ui/messages.html", {"of": state})),
        (1, 2, lambda request, state: None),
    ]
    answer = client.get(PATH)
    assert [panel.template for panel in answer.context["panels"]] == ["ui/messages.html", "ui/fields.html"]
    assert {panel.context["of"] for panel in answer.context["panels"]} == {state}
    assert {"ui/messages.html", "ui/fields.html"} <= {one.name for one in answer.templates}


def test_it_asks_as_much_with_many_past_mandates_as_with_one(client, past, django_assert_max_num_queries):
    client.force_login(make_focal_point())
    client.get(PATH)
    body = make_organisation(sector="institution", state=make_state())
    people = Person.objects.bulk_create(Person(name=f"Past {number}") for number in range(1800))
    Mandate.objects.bulk_create(
        Mandate(
            person=one,
            role="alternate",
            state=past.state,
            organisation=body,
            since=date(2015, 1, 1),
            until=date(2016, 1, 1),
        )
        for one in people
    )
    with django_assert_max_num_queries(23):
        assert "Past 1799" in client.get(PATH).text
