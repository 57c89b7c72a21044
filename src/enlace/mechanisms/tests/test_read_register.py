"""What everybody reads of the register: the list with its map, one mechanism, several side by side, the files."""

import csv
import io
import json

import pytest
from django.urls import reverse

from enlace.core.texts import Texts
from enlace.mechanisms.models import Entry, Mechanism
from enlace.mechanisms.register.facts import facts_of
from enlace.mechanisms.register.shown import shown_sections
from enlace.mechanisms.searching import read_mechanisms
from enlace.mechanisms.testing import make_edition, make_mechanism
from enlace.network.states import state_names
from enlace.network.testing import make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db
REGISTER = "mechanisms:mechanisms"


def read(client, name=REGISTER, query="", *parts):
    return client.get(reverse(name, args=parts) + query)


def test_the_list_says_what_each_does_and_which_states_have_none(client):
    make_state("UY", member=True), make_state("PY", member=True)
    make_mechanism(launched_on="2015-05", illustrative=True)
    make_mechanism(
        country="PT", name=Texts({"pt": "Comissão nacional"}), status="", training=Texts(), risk_assessment=Texts()
    )
    make_mechanism(country="CL", name=Texts({"es": "Borrador secreto"}), published=False)
    answer = read(client)
    page = answer.content.decode()
    assert [group.code for group in answer.context["register"].groups] == ["PT", "UY"]
    assert [one.code for one in answer.context["register"].without] == ["PY"]
    assert "mayo de 2015" in page
    assert '<span lang="pt">Comissão nacional</span>' in page
    assert "Borrador secreto" not in page
    assert 'aria-label="UY Uruguay: ' in page


def test_it_is_filtered_by_function_and_status_with_counts(client):
    make_mechanism(), make_mechanism(country="PT", status="emerging", training=Texts())
    answer = read(client, query="?function=training")
    assert [one.code for one in answer.context["register"].groups] == ["UY"]
    words = [str(label) for _value, label in answer.context["form"].fields["status"].choices]
    assert [word.rsplit(" ", 1)[1] for word in words] == ["(1)", "(1)", "(0)", "(0)"]
    assert len(read(client, query="?function=<b>&status=emerging").context["register"].chosen) == 1


def test_an_empty_register_says_so_and_gives_the_secretariat_the_way_to_begin(client):
    add = reverse("mechanisms:add_mechanism")
    assert add not in read(client).content.decode()
    client.force_login(make_secretary())
    assert add in read(client).content.decode()


def test_a_mechanism_says_what_is_not_known(client):
    mechanism = make_mechanism(verified={"training": "2026-02-03"})
    page = client.get(mechanism.get_absolute_url()).content.decode()
    sections = shown_sections(facts_of(mechanism), mechanism.verified, contact=False)
    facts = {fact.fact: fact for section in sections for fact in section.facts}
    assert len(facts) == 20
    assert (facts["host"].known, facts["host"].missing != "") == (False, True)
    assert (facts["training"].dated, facts["risk_assessment"].dated) == (False, True)
    assert page.count(facts["host"].missing) >= 10
    assert "GovernmentOrganization" in page


@pytest.mark.parametrize("public", [True, False])
def test_a_contact_is_shown_and_searched_only_where_it_may_be(client, public):
    mechanism = make_mechanism(contact_email="mesa@example.org", contact_public=public)
    addresses = [
        mechanism.get_absolute_url(),
        *(reverse("mechanisms:register_file", args=[one]) for one in ("csv", "json")),
    ]
    addresses.append(f"{reverse('mechanisms:compare')}?mechanism={mechanism.pk}&mechanism={make_mechanism().pk}")
    seen = [b"mesa@example.org" in client.get(address).content for address in addresses]
    assert seen == [public] * 4
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert [b"mesa@example.org" in client.get(address).content for address in addresses] == [public] * 4
    client.force_login(make_focal_point())
    assert all(b"mesa@example.org" in client.get(address).content for address in addresses)
    (indexed,) = read_mechanisms([mechanism.pk])
    assert ("mesa@example.org" in str(indexed.texts)) is public


def test_two_stand_side_by_side(client):
    first = make_mechanism(host=Texts({"es": "Cancillería"}))
    second = make_mechanism(
        country="PT", name=Texts({"es": "Comisión"}), host=Texts({"es": "Cancillería"}), training=Texts()
    )
    draft = make_mechanism(published=False)
    answer = read(
        client, "mechanisms:compare", f"?mechanism={first.pk}&mechanism={second.pk}&mechanism={draft.pk}&mechanism=x"
    )
    rows = {row.cells[0].fact.fact: row for group in answer.context["comparison"] for row in group.rows}
    assert [cell.mechanism for cell in rows["host"].cells] == [first, second]
    assert (rows["host"].same, rows["training"].same, rows["training"].known) == (True, False, 1)
    assert read(client, "mechanisms:compare", f"?mechanism={first.pk}").context["comparison"] is None


def test_the_files_say_what_everybody_sees(client):
    mechanism = make_mechanism(
        name=Texts({"es": "=Mesa", "en": "Board"}),
        institutions=Texts({"es": "Uno\nDos"}),
        budget=5,
        budget_currency="UYU",
        illustrative=True,
    )
    make_mechanism(published=False)
    told = json.loads(read(client, "mechanisms:register_file", "", "json").content)
    (one,) = told["mechanisms"]
    assert (one["id"], one["name"], one["institutions"]) == (mechanism.pk, dict(mechanism.name), {"es": ["Uno", "Dos"]})
    assert (one["host"], one["budget"], one["illustrative"]) == (None, 5, True)
    answer = read(client, "mechanisms:register_file", "", "csv")
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (line["name_es"], line["name_en"], line["institutions_es"]) == ("'=Mesa", "Board", "Uno; Dos")
    assert (line["budget"], line["host_es"], line["illustrative"]) == ("5", "", "yes")
    assert read(client, "mechanisms:register_file", "", "exe").status_code == 404


def test_the_page_of_a_state_tells_of_its_mechanism_or_of_none(client):
    mechanism, other = make_mechanism(), make_state("PY", member=True)
    assert str(mechanism.name) in client.get(mechanism.state.get_absolute_url()).content.decode()
    assert reverse(REGISTER) in client.get(other.get_absolute_url()).content.decode()


def test_two_hundred_mechanisms_of_ten_editions_are_listed_in_a_constant_number_of_queries(
    client, django_assert_max_num_queries
):
    codes = [code for code in sorted(state_names("en")) if code != "UY"][:199]
    moment = make_mechanism().published_at
    Mechanism.objects.bulk_create(
        Mechanism(
            country=code,
            name=Texts({"es": f"Mesa {code}"}),
            published_at=moment,
        )
        for code in codes
    )
    editions = [make_edition() for _number in range(10)]
    rows = Mechanism.objects.all()
    Entry.objects.bulk_create(Entry(edition=edition, mechanism=one) for edition in editions for one in rows)
    client.get(reverse(REGISTER))
    with django_assert_max_num_queries(8):
        answer = client.get(reverse(REGISTER) + "?status=unknown")
    assert len(answer.context["register"].chosen) == 199
    with django_assert_max_num_queries(8):
        client.get(reverse("mechanisms:register_file", args=["json"]))
