"""Where a donor comes back to: what the provider says is true, and nothing of the donor but the amount."""

import pytest
from django.urls import reverse

from enlace.giving.donors.links import gift_token
from enlace.giving.models import Gift, Receipt
from enlace.giving.testing import make_gift, make_payment
from enlace.giving.tests.way_in import send

pytestmark = pytest.mark.django_db


def begun(client, asked="rhythm=once&currency=USD&amount=5000"):
    send(client, asked)
    return Gift.objects.get()


def page_of(client, gift):
    return client.get(reverse("giving:after", args=[gift_token(gift)]))


def test_what_was_paid_is_received_with_its_receipt_and_shows_nothing_of_the_donor(client, sandbox):
    gift = begun(client)
    went = sandbox.pay(gift.session)
    page = client.get(went.location.replace("http://localhost:8000", ""))
    assert page.context["standing"] == "received"
    assert Receipt.objects.count() == 1
    assert "donante@example.org" not in page.text
    assert "Oficina donante" not in page.text
    assert "no-store" in page["Cache-Control"]
    assert 'content="noindex"' in page.text
    assert not page.cookies


def test_a_monthly_one_has_begun(client, sandbox):
    gift = begun(client, "rhythm=monthly&currency=USD&amount=1000")
    sandbox.pay(gift.session)
    assert page_of(client, gift).context["standing"] == "received"
    gift.refresh_from_db()
    assert gift.standing == "active"


def test_a_refused_card_leads_back_to_the_payment(client, sandbox):
    gift = begun(client)
    sandbox.pay(gift.session, "refused")
    page = page_of(client, gift)
    assert page.context["standing"] == "refused"
    assert f'href="{gift.address}"' in page.text


def test_who_left_may_go_on_and_who_came_too_late_begins_again_with_what_was_chosen(client, sandbox):
    gift = begun(client)
    page = client.get(reverse("giving:after", args=[gift_token(gift)]) + "?left=1")
    assert (page.context["standing"], page.context["left"]) == ("open", True)
    assert f'href="{gift.address}"' in page.text
    from_provider = sandbox.press(f"/pay/{gift.session}", act="cancel")
    assert "left=1" in from_provider.location or from_provider.status == 200
    sandbox.advance(days=2)
    page = page_of(client, gift)
    assert page.context["standing"] == "closed"
    assert "rhythm=once&amp;currency=USD&amp;amount=5000" in page.text


def test_money_that_comes_later_is_waited_for(client, sandbox):
    gift = begun(client)
    sandbox.pay(gift.session, "delayed")
    page = page_of(client, gift)
    assert page.context["standing"] == "waiting"
    assert "data-again" in page.text


def test_a_provider_that_does_not_answer_is_waited_for(client, sandbox, settings):
    gift = begun(client)
    settings.SANDBOX_ADDRESS = "http://127.0.0.1:9"
    assert page_of(client, gift).context["standing"] == "unheard"
    make_payment(gift=gift)
    assert page_of(client, gift).context["standing"] == "received"


def test_an_address_that_is_none_of_ours_says_so(client):
    answer = client.get(reverse("giving:after", args=["no-such-token"]))
    assert answer.status_code == 404
    assert make_gift().name not in answer.text
