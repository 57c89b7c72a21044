"""Who speaks for whom today: in which order, as whom, and that a search finds only what its reader may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.models import Mandate, Person, State
from enlace.network.testing import (
    make_focal_point,
    make_mandate,
    make_membership,
    make_observer,
    make_organisation,
    make_person,
    make_state,
)

pytestmark = pytest.mark.django_db
PATH = "/en/directory/"


def listed(role, name, **overrides):
    listing = overrides.pop("listing", "contact")
    person = make_person(name=name, email=f"{name.lower()}@example.org", listing=listing)
    return make_mandate(role, person=person, **overrides)


def names(client, known, **asked):
    text = client.get(PATH, asked).text
    return [name for name in sorted(known, key=text.find) if name in text]


def test_states_stand_by_name_then_observers_by_kind_then_the_secretariat(client):
    listed("secretary", "Zulema")
    listed("observer", "Yago", organisation=make_organisation(sector="corporate"))
    listed("observer", "Xenia", organisation=make_organisation(sector="civil_society"))
    listed("validator", "Wanda")
    listed("focal_point", "Vera")
    listed("focal_point", "Ulises", state=make_state("PY"))
    everybody = ["Ulises", "Vera", "Wanda", "Xenia", "Yago", "Zulema"]
    assert names(client, everybody) == everybody


def test_who_has_ended_or_not_begun_and_whose_body_left_is_not_on_it(client):
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    left = make_state("CL", member=False)
    make_membership(state=left, since=yesterday - timedelta(days=9), until=yesterday)
    listed("focal_point", "Ended", until=yesterday)
    listed("alternate", "Coming", since=tomorrow)
    listed("focal_point", "Gone", state=left)
    listed("observer", "Nolonger", organisation=make_organisation(member=False))
    listed("editor", "Writer")
    listed("alternate", "Lastday", until=today())
    assert names(client, ["Ended", "Coming", "Gone", "Nolonger", "Writer", "Lastday"]) == ["Lastday"]


def test_a_state_without_a_focal_point_says_so_and_one_that_is_not_listed_says_that(client):
    make_state("PY")
    listed("focal_point", "Hidden", listing="nothing")
    text = client.get(PATH).text
    assert "The state has no focal point now." in text.split("Paraguay")[1].split("</section>")[0]
    assert "not listed in public" in text.split("Uruguay")[1].split("</section>")[0]
    assert "Hidden" not in text


def test_mail_addresses_are_links_only_where_they_are_shown(client):
    listed("focal_point", "Vera", listing="contact")
    listed("alternate", "Wanda", listing="name")
    text = client.get(PATH).text
    assert '<a href="mailto:vera@example.org">' in text
    assert "wanda@example.org" not in text
    client.force_login(make_focal_point("other@example.org", "PY"))
    assert '<a href="mailto:wanda@example.org">' in client.get(PATH).text


@pytest.mark.parametrize("words", ["Hidden", "hidden@example.org", "hidden"])
def test_a_search_finds_nobody_by_what_its_reader_may_not_see(client, words):
    listed("focal_point", "Hidden", listing="office", office=Texts({"en": "Directorate"}))
    found = "Directorate"
    assert names(client, [found], q=words) == []
    client.force_login(make_observer())
    assert names(client, [found], q=words) == []
    client.force_login(make_focal_point("other@example.org", "PY"))
    assert names(client, [found], q=words) == [found]


@pytest.mark.parametrize("words", ["perez", "PÉREZ", "direccion", "justicia uruguay", "uy", "Ministry"])
def test_a_search_takes_no_account_of_case_accents_or_the_language_of_an_office(client, words):
    state = make_state()
    body = make_organisation(name=Texts({"es": "Justicia", "en": "Ministry"}), sector="institution", state=state)
    listed("focal_point", "Pérez", organisation=body, office=Texts({"es": "Dirección", "en": "Directorate"}))
    listed("focal_point", "Otra", state=make_state("PY"))
    assert names(client, ["Pérez", "Otra"], q=words) == ["Pérez"]


def test_the_list_can_be_asked_for_one_role(client):
    listed("focal_point", "Vera")
    listed("alternate", "Wanda")
    assert names(client, ["Vera", "Wanda"], role="alternate") == ["Wanda"]
    assert names(client, ["Vera", "Wanda"], role="nonsense") == ["Vera", "Wanda"]
    assert names(client, ["Vera", "Wanda"], q="vera", role="alternate") == []


def test_a_search_without_an_answer_says_so_and_is_not_for_search_engines(client):
    listed("focal_point", "Vera")
    text = client.get(PATH, {"q": "nobody"}).text
    assert "Nobody is found" in text
    assert '<meta name="robots" content="noindex">' in text
    assert "noindex" not in client.get(PATH).text


def test_an_empty_network_says_so(client):
    assert "Nobody is listed yet" in client.get(PATH).text


def fill(per_state):
    for code in (
        "AR",
        "BO",
        "BR",
        "CL",
        "CO",
        "CR",
        "DO",
        "EC",
        "GT",
        "HN",
        "MX",
        "NI",
        "PA",
        "PY",
        "PE",
        "SV",
        "UY",
        "VE",
    ):
        make_state(code)
    states = list(State.objects.all())
    body = make_organisation(sector="institution", state=states[0])
    people = [Person(name=f"Person {number:04}", listing="name") for number in range(per_state * len(states))]
    Mandate.objects.bulk_create(
        Mandate(person=person, role="alternate", state=states[number % 18], organisation=body, since=today())
        for number, person in enumerate(Person.objects.bulk_create(people))
    )


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PATH, {"page": 2}).status_code == 200
    return len(captured)


def test_it_asks_as_much_for_1800_people_as_for_18_states(client):
    fill(1)
    client.get(PATH)
    few = queries(client)
    fill(100)
    assert queries(client) == few <= 10


def test_a_long_list_comes_in_pages_that_keep_the_question(client):
    fill(4)
    text = client.get(PATH, {"q": "person"}).text
    assert text.count("<h3>") == 50
    assert 'href="?q=person&amp;page=2"' in text
    assert client.get(PATH, {"q": "person", "page": 2}).text.count("<h3>") == 22
    assert client.get(PATH, {"page": "x"}).status_code == 200
