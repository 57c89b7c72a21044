"""Gifts of governments that belong to the network, and large anonymous ones, are refused; only the reason is kept."""

import logging

import pytest

from enlace.accounts.models import AuditEntry
from enlace.core.texts import Texts
from enlace.giving.entry.policy import Facts, government_domains, is_government
from enlace.giving.entry.policy_facts import policy_facts
from enlace.giving.models import Donor, Gift, PolicyOutcome
from enlace.giving.testing import make_offer, make_policy, make_recipient
from enlace.giving.tests.way_in import send
from enlace.network.testing import make_institution, make_mandate, make_membership, make_person, make_state

FACTS = Facts(
    domains=government_domains(["UY", "GB", "US"]) | {"justicia.example"},
    institutions=frozenset({"ministerio de relaciones exteriores", "cancilleria"}),
    states=frozenset({"uruguay", "brasil", "brazil"}),
)


@pytest.mark.parametrize(
    "email",
    [
        "a@mrree.gub.uy",
        "a@gub.uy",
        "a@MIL.UY",
        "a@x.gov.uk",
        "a@state.gov",
        "a@justicia.example",
        "a@b.justicia.example",
    ],
)
def test_a_government_is_known_by_its_domain(email):
    assert is_government(email, "", FACTS)


@pytest.mark.parametrize("email", ["a@gmail.com", "a@migub.uy", "a@gub.uy.example", "a@injusticia.example", "a@gob.es"])
def test_another_domain_is_none(email):
    assert not is_government(email, "", FACTS)


@pytest.mark.parametrize(
    "name",
    [
        "Ministerio de Relaciones Exteriores",
        "MINISTERIO DE RELACIONES EXTERIORES, Dirección",
        "Cancillería",
        "Uruguay",
        "República Oriental del Uruguay",
        "Government of Brazil",
        "Governo do Brasil",
        "Embajada del Uruguay en Madrid",
    ],
)
def test_a_government_is_known_by_its_name(name):
    assert is_government("a@gmail.com", name, FACTS)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Fundación Uruguay Solidario",
        "Ministerio Cristiano La Roca",
        "Congreso Judío",
        "Ejército de Salvación en Uruguay",
        "Universidad de la República, Uruguay",
        "Amigos de la cancillería",
    ],
)
def test_another_organisation_is_none(name):
    assert not is_government("a@gmail.com", name, FACTS)


@pytest.mark.django_db
def test_the_facts_are_those_of_today():
    make_state("UY")
    make_membership(state=make_state("PY", member=False), until="2020-01-01")
    make_institution(name=Texts({"es": "Ministerio de Prueba", "pt": "Ministério de Prova"}))
    make_mandate(person=make_person(email="a@fiscalia.example"))
    make_mandate(person=make_person(email="b@gmail.com"))
    make_mandate(person=make_person(email="c@antes.example"), until="2020-01-01", since="2019-01-01")
    facts = policy_facts()
    assert {"gub.uy", "fiscalia.example"} <= facts.domains
    assert not {"gub.py", "gmail.com", "antes.example", "example.org"} & facts.domains
    assert facts.institutions == {"ministerio de prueba", "ministerio de prova"}
    assert "uruguay" in facts.states
    assert "paraguay" not in facts.states


@pytest.mark.django_db
def test_a_policy_may_let_governments_give_and_name_other_domains():
    make_state("UY")
    make_policy(refuse_governments=False, domains="Armas.example\n\n")
    assert policy_facts() == Facts(domains=frozenset({"armas.example"}))


@pytest.fixture
def _open_to_gifts(settings, db):
    settings.SANDBOX_ADDRESS = "http://127.0.0.1:9"
    make_recipient(email="instituto@example.org")
    make_offer(anonymous_most=4000)
    make_state("UY")


@pytest.mark.usefixtures("_open_to_gifts")
def test_a_government_is_refused_kindly_and_only_the_reason_is_kept(client, caplog):
    caplog.set_level(logging.DEBUG)
    page = send(client, email="persona@mrree.gub.uy", thanks="public", message="Unas líneas")
    assert "instituto@example.org" in page.text
    assert "Unas líneas" in page.text
    outcome = PolicyOutcome.objects.get()
    assert (outcome.reason, outcome.currency) == ("government", "USD")
    assert not Gift.objects.exists()
    assert not Donor.objects.exists()
    line = AuditEntry.objects.get(action="refuse_gift")
    assert (line.by, line.after) == (None, {"reason": "government"})
    assert "gub.uy" not in caplog.text
    assert "Uruguay" not in page.text.split('class="wrong"')[1].split("</p>")[0]


@pytest.mark.usefixtures("_open_to_gifts")
def test_an_anonymous_gift_above_the_amount_is_refused_and_goes_on_with_a_name(client):
    page = send(client)
    assert "40" in page.text.split('class="wrong"')[1].split("</p>")[0]
    assert PolicyOutcome.objects.get().reason == "anonymous"
    send(client, thanks="public")
    assert Gift.objects.get().thanked_as == "Oficina donante"


@pytest.mark.usefixtures("_open_to_gifts")
def test_an_amount_outside_the_span_is_asked_again_and_no_outcome(client):
    send(client, "rhythm=once&currency=USD&amount=100")
    assert not PolicyOutcome.objects.exists()
    assert not Gift.objects.exists()
