"""Step two: who gives. What is wrong is said, and what was typed stays."""

import pytest
from django.urls import reverse

from enlace.core.clock import now
from enlace.giving.entry.stamps import read_stamp
from enlace.giving.models import Gift
from enlace.giving.testing import make_offer, make_recipient
from enlace.giving.tests.way_in import details_address, fields_of, send
from enlace.network.testing import make_state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open_to_gifts(settings):
    settings.SANDBOX_ADDRESS = "http://127.0.0.1:9"
    make_recipient(email="instituto@example.org")
    make_offer()


def test_the_page_names_amount_and_recipient_and_may_lead_to_the_provider(client):
    page = client.get(details_address())
    assert "50" in page.text
    assert "Instituto de prueba, Estados Unidos" in page.text
    assert "form-action 'self' http://127.0.0.1:9" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_a_form_has_a_number_in_its_address_that_stays_when_it_is_loaded_again(client):
    answer = client.get(reverse("giving:details") + "?rhythm=once&currency=USD&amount=5000")
    assert answer.status_code == 302
    texts = [client.get(answer["Location"]).text for _turn in range(2)]
    nonces = {read_stamp(text.split('name="stamp" value="')[1].split('"')[0], now()).nonce for text in texts}
    assert nonces == {answer["Location"].split("form=")[1]}


def test_a_wrong_amount_leads_back_to_the_choice_with_a_sentence(client):
    text = client.get(details_address("rhythm=monthly&currency=USD&monthly=other&monthly_other=3")).text
    assert 'id="giving-problem"' in text
    assert 'value="3"' in text
    assert 'name="email"' not in text


def test_states_of_the_network_come_first(client):
    make_state("UY")
    options = client.get(details_address()).text.split('name="country"')[1].split("</select>")[0]
    assert options.index(">Uruguay<") < options.index(">Afganistán<")
    assert options.count(">Uruguay<") == 2


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"email": "sin arroba"}, 'value="sin arroba"'),
        ({"country": ""}, 'value="donante@example.org"'),
        ({"name": "", "thanks": "public", "thanked_as": "Una oficina"}, 'value="Una oficina"'),
        ({"behalf": "organisation", "organisation": "", "in_memory_of": "Alguien"}, 'value="Alguien"'),
        ({"message": "x" * 1001}, "x" * 1001),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, given, kept):
    page = send(client, **given)
    assert page.status_code == 200
    assert 'class="wrong"' in page.text
    assert kept in page.text
    assert not Gift.objects.exists()


def test_an_anonymous_donor_needs_no_name(client):
    send(client, name="")
    assert Gift.objects.get().name == ""


def test_a_wrong_form_keeps_its_stamp(client):
    page = send(client, email="")
    assert fields_of(page.text)["stamp"]


def test_there_is_no_choice_of_provider_where_one_is_on(client):
    assert 'type="radio" name="provider"' not in client.get(details_address()).text


def test_where_two_providers_are_on_the_donor_chooses(client, settings):
    settings.STRIPE_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_none", "whsec_none"
    text = client.get(details_address()).text
    assert '<input type="radio" name="provider" value="stripe" checked>' in text
    assert '<input type="radio" name="provider" value="sandbox">' in text
    send(client, provider="sandbox")
    assert Gift.objects.get().provider == "sandbox"


def test_who_gives_monthly_where_one_signs_in_is_told_which_address_that_takes(client, sandbox, settings):
    settings.MERCADO_PAGO_TOKEN, settings.MERCADO_PAGO_WEBHOOK_SECRET = "APP_USR-1", "secret"
    settings.MERCADO_PAGO_CURRENCY = "UYU"
    make_offer("UYU", least=100, most=10_000_000)
    for rhythm, expected in (("monthly", True), ("once", False)):
        page = client.get(details_address(f"rhythm={rhythm}&currency=UYU&amount=50000"))
        assert ("su cuenta allí" in page.text) is expected
