import csv
import io
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils.translation import activate

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.registry import Held, _items, register
from enlace.network.held import held_on
from enlace.network.models import Role
from enlace.network.testing import (
    make_circular,
    make_focal_point,
    make_invitation,
    make_mandate,
    make_nomination,
    make_person,
    make_secretary,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(_in_the_default_language):
    activate("en")


@pytest.fixture
def focal_point(client):
    user = make_focal_point()
    client.force_login(user)
    return user


def held_address(person, name="network:held", **more):
    return reverse(name, kwargs={"person_id": person.pk} | more)


def facts(person, reader):
    return {section.title: {fact.label: fact.value for fact in section.facts} for section in held_on(person, reader)}


def test_all_that_is_held_is_shown(client, focal_point):
    person = focal_point.person
    letter = make_nomination(state=person.mandates.get().state)
    make_mandate(Role.VALIDATOR, person=person, nomination=letter, office={"en": "Director for Human Rights"})
    make_invitation(person=person)
    make_circular(audience="invited", invited=[person], title={"en": "On the next meeting"})
    Authenticator.objects.create(user=focal_point, type="webauthn", data={"name": "Office key", "credential": {}})
    UserSession.objects.create(user=focal_point, ip="203.0.113.5", session_key="one", user_agent="Firefox/140 Android")
    found = facts(person, focal_point)
    assert found["Directory"]["E-mail address"] == person.email
    assert "Director for Human Rights" in found["Mandates"]["Validator, Uruguay"]
    assert found["Account"]["Passkey"].startswith("Office key")
    assert next(iter(found["Invitations"].values())).startswith("open until")
    assert list(found["Circulars addressed by name"].values()) == ["On the next meeting"]
    assert found["Sessions"]["Firefox on Android"].endswith("203.0.113.5")
    assert client.get(held_address(person)).context["own"] is True


def test_what_later_apps_hold_is_shown(focal_point, monkeypatch):
    monkeypatch.setitem(_items, "held", [])
    register("held", lambda person: [Held("Votes", f"of person {person.pk}")])
    assert facts(focal_point.person, focal_point)["In other parts of the network"] == {
        "Votes": f"of person {focal_point.person.pk}"
    }


@pytest.mark.parametrize("name", ["network:held", "network:export_held", "network:erase_person"])
def test_nobody_else_is_told_what_is_held(client, focal_point, name):
    """Another's page in the directory may be open to them; what is held on that person is not."""
    more = {"form": "json"} if name == "network:export_held" else {}
    for other in (make_focal_point("other@example.org", "PY").person, make_mandate("validator").person):
        assert client.get(held_address(other, name, **more)).status_code == 404


def test_the_secretariat_sees_it_of_everybody_and_the_way_to_the_log(client, focal_point):
    client.force_login(make_secretary())
    answer = client.get(held_address(focal_point.person))
    assert answer.context["own"] is False
    assert f"{reverse('network:audit')}?account={focal_point.pk}" in answer.content.decode()


def test_themself_has_no_way_to_the_log(client, focal_point):
    assert reverse("network:audit") not in client.get(held_address(focal_point.person)).content.decode()


def test_a_short_address_leads_everybody_to_their_own(client, focal_point):
    assert client.get(reverse("network:your_data")).url == held_address(focal_point.person)


def test_who_stands_in_no_directory_sees_what_their_account_holds(client):
    client.force_login(make_user("stranger@example.org"))
    assert "stranger@example.org" in client.get(reverse("network:your_data")).content.decode()


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(reverse("network:your_data")).status_code == 302
    assert client.get(held_address(make_person())).status_code == 302


def test_it_is_taken_away_as_json(client, focal_point):
    answer = client.get(held_address(focal_point.person, "network:export_held", form="json"))
    directory = json.loads(answer.content)[0]
    assert {"label": "E-mail address", "value": focal_point.person.email} in directory["facts"]
    assert "attachment" in answer["Content-Disposition"]


def test_it_is_taken_away_as_a_table_without_formulas(client, focal_point):
    type(focal_point.person).objects.filter(user=focal_point).update(name="=cmd|'/C calc'!A0", phone="+598 2")
    answer = client.get(held_address(focal_point.person, "network:export_held", form="csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    values = [value for _section, _label, value in rows]
    assert "'=cmd|'/C calc'!A0" in values
    assert not [value for value in values if value.startswith(("=", "+", "@"))]


def test_an_export_is_recorded_and_one_of_no_known_form_is_not_there(client, focal_point):
    assert client.get(held_address(focal_point.person, "network:export_held", form="exe")).status_code == 404
    client.get(held_address(focal_point.person, "network:export_held", form="csv"))
    entry = AuditEntry.objects.filter(action="export_held").get()
    assert (entry.by, entry.subject_id, entry.after) == (focal_point, str(focal_point.person.pk), {"format": "csv"})


def test_a_page_costs_the_same_for_many_mandates(focal_point, django_assert_max_num_queries):
    person = focal_point.person
    with django_assert_max_num_queries(40) as one:
        held_on(person, focal_point)
    for _number in range(20):
        make_mandate("validator", person=person, nomination=make_nomination())
        make_invitation(person=person)
    with django_assert_max_num_queries(len(one.captured_queries)):
        held_on(person, focal_point)
