"""A donor's own page and a provider that is a server of its own: what is chosen here is true there."""

import pytest
from django.urls import reverse

from enlace.core.clock import now
from enlace.giving.donors.links import donor_token
from enlace.giving.models import Receipt
from enlace.giving.settling.asking_actions import ask_provider, end_what_must_end
from enlace.giving.tests.way_in import begun_monthly

pytestmark = pytest.mark.django_db


@pytest.fixture
def gift(sandbox):
    return begun_monthly(sandbox)


def do(client, gift, name, **typed):
    response = client.post(reverse(f"giving:{name}", args=[donor_token(gift.donor), gift.pk]), typed)
    gift.refresh_from_db()
    return response


def test_a_pause_charges_nothing_and_a_resumed_gift_the_new_amount(client, sandbox, gift):
    do(client, gift, "mine_pause")
    sandbox.advance_a_month()
    ask_provider(gift, found_by="event")
    assert Receipt.objects.count() == 1
    do(client, gift, "mine_resume")
    do(client, gift, "mine_amount", amount="40")
    assert (gift.standing, gift.monthly_amount) == ("active", 4000)
    sandbox.advance_a_month()
    ask_provider(gift, found_by="event")
    assert Receipt.objects.filter(payment__amount=4000).exists()


def test_another_card_is_given_at_the_provider_and_a_refused_gift_goes_on(client, sandbox, gift):
    address = reverse("giving:mine_card", args=[donor_token(gift.donor), gift.pk])
    sandbox.change_card(client.get(address)["Location"], "refused")
    sandbox.advance_a_month()
    assert ask_provider(gift, found_by="event").standing == "failing"
    assert sandbox.change_card(client.get(address)["Location"]).status in (302, 303)
    sandbox.advance(days=4)
    assert ask_provider(gift, found_by="event").standing == "active"


def test_a_stop_while_the_provider_is_dead_is_done_when_it_lives(client, sandbox, gift):
    sandbox.kill()
    do(client, gift, "mine_stop")
    assert (gift.standing, gift.ended_by) == ("active", "donor")
    sandbox.start()
    assert end_what_must_end(now()) == 1
    receipts = Receipt.objects.count()
    sandbox.advance_a_month()
    ask_provider(gift, found_by="event")
    assert Receipt.objects.count() == receipts


def test_whoever_is_erased_is_charged_no_more(client, sandbox, gift):
    client.post(reverse("giving:mine_erase", args=[donor_token(gift.donor)]))
    sandbox.advance_a_month()
    assert ask_provider(gift, found_by="event").standing == "ended"
    assert Receipt.objects.count() == 1
