from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.models import Mandate, Person
from enlace.network.people_queries import people_found, people_shown
from enlace.network.testing import (
    make_cast,
    make_focal_point,
    make_invitation,
    make_mandate,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/en/people/"
OVER = today() - timedelta(days=1)


def shown_to(client, user, query=""):
    client.force_login(user)
    return client.get(f"{PEOPLE}{query}").content.decode()


def names_found(user, **wanted):
    return [str(Person.objects.get(pk=pk)) for pk in people_found(user, **wanted)]


@pytest.mark.parametrize("role", ["observer", "editor", "stranger"])
def test_who_is_no_member_has_no_list(client, role):
    client.force_login(getattr(make_cast(), role))
    assert client.get(PEOPLE).status_code == 403


def test_nobody_sees_it_without_signing_in(client):
    assert client.get(PEOPLE).status_code == 302


def test_members_see_those_of_today_and_the_secretariat_sees_all(client):
    former = make_mandate("alternate", until=OVER, person=make_person(name="Kanari Former")).person
    assert former.name not in shown_to(client, make_focal_point())
    assert former.name in shown_to(client, make_secretary())


def test_accounts_and_buttons_are_for_the_secretariat(client):
    make_invitation(person=make_mandate("alternate").person)
    assert "Add a person" not in (seen := shown_to(client, make_focal_point()))
    assert ">invited<" not in seen
    assert "Add a person" in (seen := shown_to(client, make_secretary()))
    assert ">invited<" in seen


def test_a_member_does_not_learn_the_office_of_an_observer_that_chose_to_show_nothing(client):
    observer = make_observer()
    Mandate.objects.filter(person__user=observer).update(office=Texts({"en": "Kanari office"}))
    Person.objects.filter(user=observer).update(listing="nothing")
    member = make_focal_point()
    assert "Kanari office" not in shown_to(client, member)
    assert not people_found(member, words="kanari")


@pytest.mark.parametrize("words", ["jose", "PEREZ josé", "republica", "directora humanos", "ministerio"])
def test_words_are_found_in_names_offices_and_bodies_without_accents_or_case(words):
    state = make_state("DO")
    ministry = make_organisation(sector="institution", state=state, name=Texts({"es": "Ministerio"}))
    office = Texts({"es": "Directora de Derechos Humanos"})
    make_mandate(state=state, organisation=ministry, office=office, person=make_person(name="José Pérez"))
    make_mandate("alternate", person=make_person(name="Otra"))
    found = names_found(make_secretary(), words=words)
    assert [name for name in found if not name.startswith("Oficina")] == ["José Pérez"]


def test_the_order_is_that_of_the_alphabet_not_of_the_bytes():
    secretary = make_secretary()
    for name in ("Zoe", "Álvaro", "Bea", "ana"):
        make_person(name=name)
    assert names_found(secretary, standing="without_mandate") == ["Álvaro", "ana", "Bea", "Zoe"]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ("current", {"current", "both"}),
        ("coming", {"coming"}),
        ("former", {"former"}),
        ("without_account", {"current", "coming", "both"}),
        ("without_mandate", {"nothing"}),
        ("", {"current", "coming", "former", "nothing", "both"}),
        ("no such standing", {"current", "coming", "former", "nothing", "both"}),
    ],
)
def test_the_secretariat_narrows_the_list_by_where_people_stand(standing, expected):
    secretary = make_secretary()
    for name in ("current", "coming", "former", "nothing", "both"):
        make_person(name=name)
    later = today() + timedelta(days=30)
    for name, spans in {
        "current": [(date(2020, 1, 1), None)],
        "coming": [(later, None)],
        "former": [(date(2020, 1, 1), OVER)],
        "both": [(date(2020, 1, 1), today()), (later, None)],
    }.items():
        for since, until in spans:
            make_mandate("alternate", person=Person.objects.get(name=name), since=since, until=until)
    assert set(names_found(secretary, standing=standing)) - {"Oficina secretary@example.org"} == expected


def test_the_list_says_that_nobody_is_found(client):
    assert "Nobody is found like this" in shown_to(client, make_secretary(), "?q=xyzzy")


def test_the_number_of_queries_does_not_grow_with_the_people(client):
    secretary, state = make_secretary(), make_state()
    client.force_login(secretary)
    counts = []
    for amount in (10, 500):
        start = Person.objects.count()
        people = Person.objects.bulk_create(
            Person(name=f"P {start + n}", email=f"p{start + n}@a.org") for n in range(amount)
        )
        Mandate.objects.bulk_create(
            Mandate(person=one, role="alternate", state=state, since=date(2020, 1, 1)) for one in people
        )
        client.get(f"{PEOPLE}?q=uruguay")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"{PEOPLE}?q=uruguay&standing=current").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_page_holds_fifty(client):
    secretary = make_secretary()
    Person.objects.bulk_create(Person(name=f"P {number:03}") for number in range(120))
    assert "P 049" in shown_to(client, secretary, "?page=1&q=p&standing=without_mandate")
    assert "P 050" in shown_to(client, secretary, "?page=2&q=p&standing=without_mandate")
    assert len(people_shown(secretary, people_found(secretary)[:50])) == 50
