"""The sandbox and Enlace together: what was paid there becomes one payment here, however it is told."""

import random

import pytest
from django.test import Client

from enlace.core.models import Mail
from enlace.giving.models import Payment, ProviderEvent, Receipt, RefusedCall
from enlace.giving.providers.configured import providers
from enlace.giving.settling.reconciling_actions import reconcile_gifts
from enlace.giving.tests.way_in import begun, calls_of

pytestmark = pytest.mark.django_db
ADDRESS = "/giving/events/sandbox"


@pytest.fixture
def provider(sandbox):
    return providers()["sandbox"]


def tell(calls):
    """The status of each answer to these webhooks."""
    names = {"content_type": "application/json"}
    return [Client().post(ADDRESS, call.body, headers=call.headers, **names).status_code for call in calls]


def test_events_repeated_in_any_order_are_one_gift_and_one_receipt(sandbox):
    gift = begun(rhythm="monthly")
    sandbox.pay(gift.session, "refused")
    sandbox.pay(gift.session)
    calls = calls_of(sandbox, gift) * 5
    random.shuffle(calls)
    assert set(tell(calls)) == {200}
    gift.refresh_from_db()
    assert (Payment.objects.count(), Receipt.objects.count(), Mail.objects.count()) == (1, 1, 1)
    assert (gift.standing, gift.refusals) == ("active", 1)
    assert ProviderEvent.objects.filter(outcome="settled").count() == len(calls_of(sandbox, gift)) == 3


def test_a_forged_or_old_call_changes_nothing_and_is_counted(sandbox):
    gift = begun()
    sandbox.pay(gift.session)
    true = calls_of(sandbox, gift)[0]
    week = 7 * 86_400
    forged = [sandbox.forge(true.body), sandbox.forge(true.body, key=sandbox.key, age=week)]
    assert tell([*forged, sandbox.forge(b"{}", key=sandbox.key)]) == [400, 400, 400]
    assert set(RefusedCall.objects.values_list("reason", "amount")) == {("signature", 1), ("age", 1), ("form", 1)}
    assert not ProviderEvent.objects.exists()
    assert not Payment.objects.exists()


def test_what_webhooks_never_told_is_found_by_the_daily_comparison(sandbox, provider):
    gift = begun()
    sandbox.pay(gift.session)
    found = [one["kind"] for one in reconcile_gifts(provider, by=None).found if one.get("gift") == gift.pk]
    assert found == ["missed_payment"]
    sandbox.refund_at_provider(Payment.objects.get(gift=gift).reference, 2000, "USD")
    found = [one["kind"] for one in reconcile_gifts(provider, by=None).found if one.get("gift") == gift.pk]
    assert found == ["missed_refund"]
    assert Payment.objects.get(gift=gift).left.minor == 3000
    assert not [one for one in reconcile_gifts(provider, by=None).found if one.get("gift") == gift.pk]


def test_while_the_sandbox_is_down_an_event_waits_and_nothing_is_lost(sandbox):
    gift = begun()
    sandbox.pay(gift.session)
    calls = calls_of(sandbox, gift)
    sandbox.kill()
    assert tell(calls) == [200]
    assert not Payment.objects.exists()
    sandbox.start()
    ProviderEvent.objects.update(next_try_at="2020-01-01T00:00:00Z")
    assert tell(calls) == [200]
    assert ProviderEvent.objects.get().attempts == 1


def test_a_gift_that_is_refused_month_after_month_ends_by_itself(sandbox, provider):
    gift = begun(rhythm="monthly")
    sandbox.pay(gift.session)
    tell(calls_of(sandbox, gift))
    gift.refresh_from_db()
    sandbox.change_card(provider.card_page(gift.about, "http://localhost:9/back", "es"), "refused")
    sandbox.advance_a_month()
    tell(calls_of(sandbox, gift))
    gift.refresh_from_db()
    assert gift.standing == "failing"
    sandbox.advance(days=8)
    tell(calls_of(sandbox, gift))
    gift.refresh_from_db()
    assert (gift.standing, gift.payments.count()) == ("ended", 1)
