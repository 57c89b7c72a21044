"""Step one: rhythm, currency, amount, campaign; who receives, who is thanked, what is refused."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from enlace.core.texts import Texts
from enlace.giving.entry.choice import Span, read_choice
from enlace.giving.entry.regions import currency_for, likely_region, regions_asked_for
from enlace.giving.testing import (
    make_campaign,
    make_gift,
    make_offer,
    make_payment,
    make_policy,
    make_recipient,
    make_refund,
)
from enlace.giving.tests.way_in import details_address
from enlace.network.testing import make_state

pytestmark = pytest.mark.django_db
SPANS = [Span("USD", 500, 1_000_000), Span("CLP", 1000, 9_000_000)]


@pytest.fixture
def open_to_gifts(settings):
    """The provider is only asked whether it takes an amount, which it answers without its server."""
    settings.SANDBOX_ADDRESS = "http://127.0.0.1:9"
    make_recipient()
    make_offer()


def asked(language="es", **given):
    return read_choice(given, SPANS, "USD", language)


def thanked(client):
    text = client.get(reverse("giving:appeal")).text
    return text.split('<ul class="points across">')[1].split("</ul>")[0] if '<ul class="points across">' in text else ""


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"amount": "5000"}, ""),
        ({"once": "5000", "monthly": "1000", "shown": "USD"}, ""),
        ({"once": "other", "once_other": "12,50"}, ""),
        ({"once_other": "70"}, ""),
        ({}, "amount"),
        ({"once": "other"}, "amount"),
        ({"once": "other", "once_other": "mucho"}, "form"),
        ({"currency": "CLP", "once": "other", "once_other": "1000,5"}, "fraction"),
        ({"once": "other", "once_other": "9" * 30}, "long"),
        ({"amount": "499"}, "least"),
        ({"amount": "1000001"}, "most"),
        ({"amount": "-5000"}, "amount"),
        ({"currency": "CLP", "once": "5000", "shown": "USD"}, "currency"),
    ],
)
def test_an_address_is_a_choice_or_says_why_it_is_none(given, wrong):
    found = asked(**given)
    assert found.wrong == wrong
    assert (found.choice is None) == bool(wrong)


def test_the_amount_of_the_chosen_rhythm_counts_typed_as_readers_write_it():
    found = asked("en", rhythm="monthly", once="5000", monthly="other", monthly_other="1,250.50")
    assert (found.choice.rhythm, found.choice.money.minor) == ("monthly", 125050)


@pytest.mark.parametrize(
    ("accepted", "currency"),
    [("es-UY,es;q=0.9", "UYU"), ("en-US", "USD"), ("de-DE", "USD"), ("es", "USD"), ("", "USD")],
)
def test_the_currency_follows_the_region_that_the_browser_names(accepted, currency):
    today = timezone.localdate()
    assert currency_for(regions_asked_for(accepted), ["USD", "UYU"], today) == currency


def test_a_language_stands_for_the_region_where_most_speak_it_if_that_is_a_member(client, open_to_gifts):
    make_offer("BRL", position=2)
    assert likely_region("pt") == "BR"
    with override("pt"):
        address = reverse("giving:appeal")
    assert 'name="shown" value="USD"' in client.get(address).text
    make_state("BR")
    assert 'name="shown" value="BRL"' in client.get(address).text


def test_the_page_names_who_receives_and_asks_for_no_cookie(client, open_to_gifts):
    page = client.get(reverse("giving:appeal"))
    assert "Instituto de prueba" in page.text
    assert "INSTITUTO PRUEBA" in page.text
    assert not page.cookies
    assert 'name="stamp"' not in page.text


def test_what_is_asked_for_is_chosen_and_another_currency_is_a_button_away(client, open_to_gifts):
    make_offer("EUR", position=2)
    text = client.get(reverse("giving:appeal") + "?currency=EUR&rhythm=monthly&amount=1000").text
    assert 'value="1000" checked' in text
    assert 'value="monthly" checked' in text
    assert '<option value="EUR" data-regions=' in text
    assert f'formaction="{reverse("giving:appeal")}"' in text


def test_where_nobody_can_give_the_page_says_so(client, settings):
    settings.SANDBOX_ADDRESS = ""
    make_recipient()
    make_offer()
    assert client.get(reverse("giving:appeal")).status_code == 404
    assert client.get(details_address()).status_code == 404


def test_running_campaigns_alone_are_offered(client, open_to_gifts):
    make_campaign(slug="archivo", title=Texts({"es": "El archivo"}))
    make_campaign(slug="interna", title=Texts({"es": "La interna"}), audience="secretariat")
    text = client.get(reverse("giving:appeal") + "?campaign=archivo").text
    assert '<option value="archivo" selected>El archivo</option>' in text
    assert "La interna" not in text


def test_those_are_thanked_who_chose_it_and_whose_gift_stayed(client, open_to_gifts):
    assert thanked(client) == ""
    make_payment(gift=make_gift(thanked_as="<b>Oficina A</b>", in_memory_of="otra"))
    make_payment(gift=make_gift(thanked_as=""))
    make_gift(thanked_as="Oficina sin pago")
    back = make_payment(gift=make_gift(thanked_as="Oficina devuelta"))
    make_refund(payment=back, amount=5000, done_at=timezone.now())
    part = make_payment(gift=make_gift(thanked_as="Oficina en parte"))
    make_refund(payment=part, amount=1000, done_at=timezone.now())
    names = thanked(client)
    assert "&lt;b&gt;Oficina A&lt;/b&gt;" in names
    assert "Oficina en parte" in names
    assert "devuelta" not in names
    assert "sin pago" not in names
    assert "50" not in names


def test_at_the_most_fifty_are_thanked_by_one_query(client, open_to_gifts, django_assert_max_num_queries):
    for number in range(60):
        make_payment(gift=make_gift(thanked_as=f"Oficina {number}"))
    with django_assert_max_num_queries(25):
        assert thanked(client).count("<li>") == 50


def test_the_policy_is_shown_in_its_own_words(client, open_to_gifts):
    make_policy(text=Texts({"es": "No se aceptan donaciones de gobiernos."}))
    assert "No se aceptan donaciones de gobiernos." in client.get(reverse("giving:appeal")).text
