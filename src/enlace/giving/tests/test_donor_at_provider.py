"""A donor's own page and a provider that is a server of its own: what is chosen here is true there."""

import pytest
from django.urls import reverse

from enlace.core.clock import now
from enlace.giving.donors.links import donor_token
from enlace.giving.models import Receipt
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import Order
from enlace.giving.sandbox.testing import running_sandbox
from enlace.giving.settling.asking_actions import ask_provider, end_what_must_end
from enlace.giving.testing import make_gift, make_offer, make_recipient

pytestmark = pytest.mark.django_db
HOME = "http://localhost:9/"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def gift(server, settings):
    """25.00 dollars a month, paid once."""
    settings.SANDBOX_ADDRESS, settings.SANDBOX_KEY = server.address, server.key
    make_recipient()
    make_offer()
    gift = make_gift(rhythm="monthly", amount=2500)
    order = Order(str(gift.key), gift.money, True, "es", "", "Prueba", "PRUEBA", HOME, HOME)
    gift.session = providers()["sandbox"].start(order).session
    gift.save()
    server.pay(gift.session)
    return ask_provider(gift, found_by="return")


def do(client, gift, name, **typed):
    response = client.post(reverse(f"giving:{name}", args=[donor_token(gift.donor), gift.pk]), typed)
    gift.refresh_from_db()
    return response


def test_a_pause_charges_nothing_and_a_resumed_gift_the_new_amount(client, server, gift):
    do(client, gift, "mine_pause")
    server.advance_a_month()
    ask_provider(gift, found_by="event")
    assert Receipt.objects.count() == 1
    do(client, gift, "mine_resume")
    do(client, gift, "mine_amount", amount="40")
    assert (gift.standing, gift.monthly_amount) == ("active", 4000)
    server.advance_a_month()
    ask_provider(gift, found_by="event")
    assert Receipt.objects.filter(payment__amount=4000).exists()


def test_another_card_is_given_at_the_provider_and_a_refused_gift_goes_on(client, server, gift):
    address = reverse("giving:mine_card", args=[donor_token(gift.donor), gift.pk])
    server.change_card(client.get(address)["Location"], "refused")
    server.advance_a_month()
    assert ask_provider(gift, found_by="event").standing == "failing"
    assert server.change_card(client.get(address)["Location"]).status in (302, 303)
    server.advance(days=4)
    assert ask_provider(gift, found_by="event").standing == "active"


def test_a_stop_while_the_provider_is_dead_is_done_when_it_lives(client, server, gift):
    server.kill()
    try:
        do(client, gift, "mine_stop")
        assert (gift.standing, gift.ended_by) == ("active", "donor")
    finally:
        server.start()
    assert end_what_must_end(now()) == 1
    receipts = Receipt.objects.count()
    server.advance_a_month()
    ask_provider(gift, found_by="event")
    assert Receipt.objects.count() == receipts


def test_whoever_is_erased_is_charged_no_more(client, server, gift):
    client.post(reverse("giving:mine_erase", args=[donor_token(gift.donor)]))
    server.advance_a_month()
    assert ask_provider(gift, found_by="event").standing == "ended"
    assert Receipt.objects.count() == 1
