"""The sandbox and Enlace together: what was paid there becomes one payment here, however it is told."""

import random

import pytest
from django.test import Client

from enlace.core.models import Mail
from enlace.giving.models import Payment, ProviderEvent, Receipt, RefusedCall
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import Order
from enlace.giving.sandbox.testing import running_sandbox
from enlace.giving.settling.reconciling_actions import reconcile_gifts
from enlace.giving.testing import make_gift, make_recipient

pytestmark = pytest.mark.django_db
ADDRESS = "/giving/events/sandbox"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def provider(server, settings):
    settings.SANDBOX_ADDRESS, settings.SANDBOX_KEY = server.address, server.key
    make_recipient()
    return providers()["sandbox"]


def begun(provider, **overrides):
    gift = make_gift(**overrides)
    words = {"language": "es", "email": "", "description": "Prueba", "statement": "PRUEBA"}
    ways = {"done": "http://localhost:9/done", "left": "http://localhost:9/left"}
    gift.session = provider.start(Order(str(gift.key), gift.money, gift.is_monthly, **words, **ways)).session
    gift.save()
    return gift


def tell(calls):
    """The status of each answer to these webhooks."""
    names = {"content_type": "application/json"}
    return [Client().post(ADDRESS, call.body, headers=call.headers, **names).status_code for call in calls]


def of(gift, server):
    return [call for call in server.calls() if str(gift.key).encode() in call.body]


def test_events_repeated_in_any_order_are_one_gift_and_one_receipt(server, provider):
    gift = begun(provider, rhythm="monthly")
    server.pay(gift.session, "refused")
    server.pay(gift.session)
    calls = of(gift, server) * 5
    random.shuffle(calls)
    assert set(tell(calls)) == {200}
    gift.refresh_from_db()
    assert (Payment.objects.count(), Receipt.objects.count(), Mail.objects.count()) == (1, 1, 1)
    assert (gift.standing, gift.refusals) == ("active", 1)
    assert ProviderEvent.objects.filter(outcome="settled").count() == len(of(gift, server)) == 3


def test_a_forged_or_old_call_changes_nothing_and_is_counted(server, provider):
    gift = begun(provider)
    server.pay(gift.session)
    true = of(gift, server)[0]
    week = 7 * 86_400
    forged = [server.forge(true.body), server.forge(true.body, key=server.key, age=week)]
    assert tell([*forged, server.forge(b"{}", key=server.key)]) == [400, 400, 400]
    assert set(RefusedCall.objects.values_list("reason", "amount")) == {("signature", 1), ("age", 1), ("form", 1)}
    assert not ProviderEvent.objects.exists()
    assert not Payment.objects.exists()


def test_what_webhooks_never_told_is_found_by_the_daily_comparison(server, provider):
    gift = begun(provider)
    server.pay(gift.session)
    found = [one["kind"] for one in reconcile_gifts(provider, by=None).found if one.get("gift") == gift.pk]
    assert found == ["missed_payment"]
    server.refund_at_provider(Payment.objects.get(gift=gift).reference, 2000, "USD")
    found = [one["kind"] for one in reconcile_gifts(provider, by=None).found if one.get("gift") == gift.pk]
    assert found == ["missed_refund"]
    assert Payment.objects.get(gift=gift).left.minor == 3000
    assert not [one for one in reconcile_gifts(provider, by=None).found if one.get("gift") == gift.pk]


def test_while_the_sandbox_is_down_an_event_waits_and_nothing_is_lost(server, provider):
    gift = begun(provider)
    server.pay(gift.session)
    calls = of(gift, server)
    server.kill()
    assert tell(calls) == [200]
    assert not Payment.objects.exists()
    server.start()
    ProviderEvent.objects.update(next_try_at="2020-01-01T00:00:00Z")
    assert tell(calls) == [200]
    assert ProviderEvent.objects.get().attempts == 1


def test_a_gift_that_is_refused_month_after_month_ends_by_itself(server, provider):
    gift = begun(provider, rhythm="monthly")
    server.pay(gift.session)
    tell(of(gift, server))
    gift.refresh_from_db()
    server.change_card(provider.card_page(gift.about, "http://localhost:9/back", "es"), "refused")
    server.advance_a_month()
    tell(of(gift, server))
    gift.refresh_from_db()
    assert gift.standing == "failing"
    server.advance(days=8)
    tell(of(gift, server))
    gift.refresh_from_db()
    assert (gift.standing, gift.payments.count()) == ("ended", 1)
