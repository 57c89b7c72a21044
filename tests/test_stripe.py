"""Our Stripe client against a Stripe of our own, over HTTP. What no test can show is in the administrator's book."""

import logging
import random
import re
import socket
import time
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import stripe as library

from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.models import Payment, ProviderEvent, Receipt, Refund, RefusedCall
from enlace.giving.money.amounts import Money, currency_codes, exponent_of
from enlace.giving.providers.face import About, Event, NotAnswered, NotBelieved, Order, Refused
from enlace.giving.providers.stripe_amounts import CURRENCIES, is_taken, money_of, stripe_amount
from enlace.giving.providers.stripe_checkout import StripeCheckout, statement_suffix
from enlace.giving.settling.asking_actions import ask_provider, end_at_provider
from enlace.giving.settling.reconciling_actions import compare_books
from enlace.giving.testing import make_donor, make_gift, make_recipient
from tests.payment_servers.stripe_server import running_stripe

USD = Money(5000, "USD")
ORDER = Order(
    key="7b0c6d5e-0000-4000-8000-000000000001",
    money=USD,
    monthly=False,
    language="pt-br",
    email="oficina@example.org",
    description="Donación al Instituto de prueba",
    statement="INSTITUTO PRUEBA",
    done="https://enlace.example.org/after/",
    left="https://enlace.example.org/giving/",
)
MONTHLY = replace(ORDER, monthly=True)


@pytest.fixture
def stripe():
    with running_stripe() as running:
        yield running
        assert running.faults == []


@pytest.fixture
def provider(stripe):
    return StripeCheckout(stripe.key, stripe.secret, stripe.address, timeout=(1, 1))


def begun(provider, stripe, order=MONTHLY):
    """What is known of a monthly gift whose page was paid."""
    hosted = provider.start(order)
    stripe.pay(hosted.session)
    truth = provider.ask(About(order.key, hosted.session))
    return About(order.key, hosted.session, truth.monthly.reference)


def paid_once(provider, stripe, order=ORDER):
    hosted = provider.start(order)
    stripe.pay(hosted.session)
    return provider.ask(About(order.key, hosted.session)).payments[0]


# Once


def test_a_gift_is_paid_once_on_the_hosted_page(provider, stripe):
    hosted = provider.start(ORDER)
    about = About(ORDER.key, hosted.session)
    assert hosted.address.startswith(provider.origins[0])
    assert provider.ask(about).open
    stripe.pay(hosted.session)
    truth = provider.ask(about)
    assert (truth.open, truth.waiting, truth.refusals, truth.monthly) == (False, False, 0, None)
    assert truth.payments[0].money == USD
    assert truth.payments[0].reference == stripe.all("payment_intent")[0]["id"]
    assert abs(truth.payments[0].at - now()) < timedelta(seconds=10)


def test_the_page_asks_for_what_the_order_says_and_names_the_recipient(provider, stripe):
    provider.start(ORDER)
    _method, _path, sent = stripe.requests[0]
    assert sent["locale"] == "pt-BR"
    assert sent["submit_type"] == "donate"
    assert sent["payment_intent_data"]["statement_descriptor_suffix"] == "INSTITUTO"
    assert sent["payment_intent_data"]["metadata"] == sent["metadata"] == {"gift": ORDER.key}
    assert sent["line_items"]["0"]["price_data"]["product_data"]["name"] == ORDER.description


def test_an_order_sent_twice_is_one_page(provider, stripe):
    assert provider.start(ORDER) == provider.start(ORDER)
    assert len(stripe.all("checkout.session")) == 1
    with pytest.raises(Refused, match="idempotency_error"):
        provider.start(replace(ORDER, money=Money(6000, "USD")))


def test_a_refused_card_leaves_the_page_open_and_another_card_pays_it(provider, stripe):
    hosted = provider.start(ORDER)
    about = About(ORDER.key, hosted.session)
    for _turn in range(2):
        stripe.pay(hosted.session, "declined")
    truth = provider.ask(about)
    assert (truth.payments, truth.open, truth.refusals) == ((), True, 2)
    stripe.pay(hosted.session)
    assert (len(provider.ask(about).payments), provider.ask(about).refusals) == (1, 2)


def test_3d_secure_is_passed_or_not(provider, stripe):
    hosted = provider.start(ORDER)
    about = About(ORDER.key, hosted.session)
    stripe.pay(hosted.session, "3ds")
    assert provider.ask(about).open
    stripe.authenticate(hosted.session, passed=False)
    assert (provider.ask(about).payments, provider.ask(about).refusals) == ((), 1)
    stripe.pay(hosted.session, "3ds")
    stripe.authenticate(hosted.session)
    assert provider.ask(about).payments[0].money == USD


def test_what_takes_days_is_waited_for(provider, stripe):
    arrives, fails = provider.start(ORDER), provider.start(replace(ORDER, key="k2"))
    for hosted in (arrives, fails):
        stripe.pay(hosted.session, "debit")
        assert provider.ask(About("", hosted.session)).waiting
    stripe.clear(arrives.session)
    stripe.clear(fails.session, received=False)
    assert len(provider.ask(About("", arrives.session)).payments) == 1
    truth = provider.ask(About("", fails.session))
    assert (truth.payments, truth.waiting, truth.open) == ((), False, False)


def test_a_closed_page_cannot_be_paid_and_a_paid_one_is_left_as_it_is(provider, stripe):
    left, paid = provider.start(ORDER), provider.start(replace(ORDER, key="k2"))
    stripe.pay(paid.session)
    for hosted in (left, left, paid):
        provider.close(hosted.session)
    provider.close("cs_test_nothing")
    truth = provider.ask(About(ORDER.key, left.session))
    assert (truth.open, truth.payments) == (False, ())
    assert provider.ask(About("k2", paid.session)).payments
    with pytest.raises(Exception, match="cannot be paid"):
        stripe.pay(left.session)


def test_of_what_stripe_does_not_know_nothing_is_true(provider):
    truth = provider.ask(About("", "cs_test_nothing"))
    assert (truth.payments, truth.open, truth.monthly) == ((), False, None)
    assert provider.ask(About("", "", "sub_nothing")).monthly is None
    assert provider.ask(About("key")).payments == ()


# Monthly


def test_a_monthly_gift_is_paid_now_and_each_month(provider, stripe):
    about = begun(provider, stripe)
    stripe.next_month(2)
    truth = provider.ask(about)
    assert [one.money for one in truth.payments] == [USD] * 3
    assert len({one.reference for one in truth.payments}) == 3
    assert (truth.monthly.money, truth.monthly.state) == (USD, "active")
    assert truth.monthly.next_on > now().date() + timedelta(days=25)


def test_a_refused_monthly_page_has_not_begun(provider, stripe):
    hosted = provider.start(MONTHLY)
    stripe.pay(hosted.session, "declined")
    truth = provider.ask(About(ORDER.key, hosted.session))
    assert (truth.open, truth.payments, truth.monthly) == (True, (), None)


def test_a_monthly_payment_fails_is_tried_again_and_the_gift_is_ended(provider, stripe):
    about = begun(provider, stripe)
    stripe.fail_next(3)
    stripe.next_month()
    first = provider.ask(about).monthly
    assert (first.state, first.refusals, first.failing) == ("failing", 1, stripe.all("invoice")[0]["id"])
    assert first.next_on == now().date() + timedelta(days=3)
    for _turn in range(2):
        stripe.retry()
    assert provider.ask(about).monthly.refusals == 3
    for _turn in range(2):
        provider.cancel(about.subscription, "end")
    ended = provider.ask(about)
    assert (ended.monthly.state, ended.monthly.next_on, len(ended.payments)) == ("ended", None, 1)


def test_a_payment_that_failed_and_came_through_is_a_payment(provider, stripe):
    about = begun(provider, stripe)
    stripe.fail_next()
    stripe.next_month()
    stripe.retry()
    truth = provider.ask(about)
    assert (truth.monthly.state, truth.monthly.failing, len(truth.payments)) == ("active", "", 2)


def test_another_amount_is_asked_for_from_the_next_month_on(provider, stripe):
    about = begun(provider, stripe)
    for _turn in range(2):
        provider.change_amount(about.subscription, Money(7000, "USD"), "change-1")
    assert provider.ask(about).monthly.money == Money(7000, "USD")
    stripe.next_month()
    assert [one.money.minor for one in provider.ask(about).payments] == [7000, 5000]
    with pytest.raises(Refused):
        provider.change_amount(about.subscription, Money(7000, "EUR"), "change-2")


def test_a_pause_asks_for_nothing_and_drops_what_was_owed(provider, stripe):
    about = begun(provider, stripe)
    stripe.fail_next()
    stripe.next_month()
    for key in ("p", "p"):
        provider.pause(about.subscription, key)
    stripe.next_month()
    stripe.retry()
    truth = provider.ask(about)
    assert (truth.monthly.state, len(truth.payments)) == ("paused", 1)
    provider.resume(about.subscription, "r")
    stripe.next_month()
    truth = provider.ask(about)
    assert (truth.monthly.state, len(truth.payments)) == ("active", 2)
    provider.pause(about.subscription, "p")
    assert provider.ask(about).monthly.state == "paused"


def test_to_stop_what_never_was_is_refused(provider):
    with pytest.raises(Refused, match="resource_missing"):
        provider.cancel("sub_nothing", "end")


def test_the_card_is_changed_at_stripe_and_becomes_the_one_that_is_charged(provider, stripe):
    about = begun(provider, stripe)
    address = provider.card_page(about, "https://enlace.example.org/mine/", "es")
    assert address.startswith(stripe.address)
    subscription, customer = stripe.all("subscription")[0], stripe.all("customer")[0]
    assert subscription["default_payment_method"] is None
    before = customer["invoice_settings"]["default_payment_method"]
    assert b"another card" in opened(address)
    assert "enlace.example.org/mine/" in posted(address, {})
    assert customer["invoice_settings"]["default_payment_method"] != before


# What is given back


def test_a_refund_with_the_same_key_is_one_refund(provider, stripe):
    payment = paid_once(provider, stripe).reference
    first = provider.give_back(payment, Money(2000, "USD"), "refund-1")
    stripe.answered.clear()
    assert provider.give_back(payment, Money(2000, "USD"), "refund-1") == first
    told = provider.ask(About("", stripe.all("checkout.session")[0]["id"])).payments[0]
    assert told.given_back == (first,)
    assert (first.minor, first.key) == (2000, "refund-1")


def test_more_than_was_paid_is_not_given_back(provider, stripe):
    payment = paid_once(provider, stripe).reference
    provider.give_back(payment, USD, "all")
    with pytest.raises(Refused, match="charge_already_refunded"):
        provider.give_back(payment, Money(1, "USD"), "more")
    with pytest.raises(Refused, match="resource_missing"):
        provider.give_back("pi_nothing", Money(1, "USD"), "nothing")


def test_a_refund_that_the_bank_sent_back_is_not_given_back(provider, stripe):
    payment = paid_once(provider, stripe).reference
    provider.give_back(payment, USD, "all")
    stripe.all("refund")[0].update(status="failed", failure_reason="lost_or_stolen_card")
    assert paid_in_books(provider)[0].given_back == ()
    with pytest.raises(Refused, match="lost_or_stolen_card"):
        provider.give_back(payment, USD, "all")


def test_a_refund_made_at_stripe_has_no_key_and_a_lost_dispute_counts(provider, stripe):
    one, two, won = (paid_once(provider, stripe, replace(ORDER, key=f"k{n}")).reference for n in range(3))
    stripe.refund(one, 1000)
    lost = stripe.dispute(two)
    stripe.dispute(won, "won")
    found = {paid.reference: paid.given_back for paid in paid_in_books(provider)}
    assert [(back.minor, back.key) for back in found[one]] == [(1000, "")]
    assert [(back.reference, back.minor) for back in found[two]] == [(lost["id"], 5000)]
    assert found[won] == ()


# The books


def paid_in_books(provider):
    return [found.paid for found in provider.payments_since(now() - timedelta(hours=1))]


def test_the_books_are_read_beyond_a_hundred_payments_with_few_calls(provider, stripe):
    hosted = [provider.start(replace(ORDER, key=f"key-{number}")) for number in range(105)]
    for one in hosted:
        stripe.pay(one.session)
    begun(provider, stripe)
    stripe.next_month(3)
    stripe.requests.clear()
    found = list(provider.payments_since(now() - timedelta(hours=1)))
    assert {one.about.key for one in found} == {ORDER.key} | {f"key-{number}" for number in range(105)}
    assert len({one.paid.reference for one in found}) == 109
    assert {one.about.subscription for one in found} == {"", stripe.all("subscription")[0]["id"]}
    assert len(stripe.requests) == 4
    assert list(provider.payments_since(now() + timedelta(hours=1))) == []


def test_what_was_given_back_of_an_older_payment_is_in_the_books(provider, stripe):
    old, older = (paid_once(provider, stripe, replace(ORDER, key=key)).reference for key in ("old", "older"))
    for charge in stripe.all("charge"):
        charge["created"] -= 60 * 24 * 3600
    for amount in (500, 700):
        stripe.refund(old, amount)
    (found,) = provider.payments_since(now() - timedelta(hours=1))
    assert (found.paid.reference, found.about.key) == (old, "old")
    assert sorted(back.minor for back in found.paid.given_back) == [500, 700]
    assert older not in found.paid.reference


def test_the_gift_of_an_event_is_asked_for_where_it_does_not_say_it(provider, stripe):
    begun(provider, stripe)
    once = paid_once(provider, stripe, replace(ORDER, key="once"))
    monthly = stripe.all("invoice_payment")[0]["payment"]["payment_intent"]
    event = Event("evt_1", "charge.refunded", now())
    assert provider.gift_of(replace(event, payment=once.reference)) == "once"
    assert provider.gift_of(replace(event, payment=monthly)) == ORDER.key
    assert provider.gift_of(replace(event, subscription=stripe.all("subscription")[0]["id"])) == ORDER.key
    assert provider.gift_of(replace(event, session=stripe.all("checkout.session")[0]["id"])) == "once"
    assert provider.gift_of(replace(event, payment="pi_nothing")) == provider.gift_of(event) == ""


# Events


def read(provider, stripe, event, at=None, moment=None):
    body, headers = stripe.signed(event, at and at.timestamp())
    return provider.read_event(body, headers, {}, moment or now())


def test_each_event_says_which_gift_it_is_about(provider, stripe):
    begun(provider, stripe)
    stripe.next_month()
    payment = paid_once(provider, stripe, replace(ORDER, key="once"))
    stripe.refund(payment.reference)
    stripe.dispute(payment.reference)
    session, subscription = stripe.all("checkout.session")[1]["id"], stripe.all("subscription")[0]["id"]
    read_all = {}
    for one in stripe.events:
        read_all.setdefault(one["type"], []).append(read(provider, stripe, one))
    assert {one.session for one in read_all["checkout.session.completed"]} >= {session}
    assert {(one.key, one.subscription) for one in read_all["invoice.paid"]} == {(ORDER.key, subscription)}
    assert {one.key for one in read_all["customer.subscription.created"]} == {ORDER.key}
    for kind in ("charge.refunded", "refund.created", "charge.dispute.closed", "payment_intent.succeeded"):
        assert payment.reference in {one.payment for one in read_all[kind]}
    assert {one.key for one in read_all["charge.refunded"]} == {"once"}
    assert read_all["customer.created"][0] == Event(
        read_all["customer.created"][0].reference, "customer.created", read_all["customer.created"][0].at
    )


@pytest.mark.parametrize(("shift", "reason"), [(-301, "age"), (301, "age"), (-299, ""), (299, "")])
def test_an_event_is_believed_for_five_minutes(provider, stripe, shift, reason):
    provider.start(ORDER)
    stripe.expire(stripe.all("checkout.session")[0]["id"])
    moment, event = now().replace(microsecond=0), stripe.events[-1]
    if not reason:
        assert read(provider, stripe, event, moment + timedelta(seconds=shift), moment).reference == event["id"]
        return
    with pytest.raises(NotBelieved) as refusal:
        read(provider, stripe, event, moment + timedelta(seconds=shift), moment)
    assert refusal.value.reason == reason


def forgeries(stripe):
    body, headers = stripe.signed({"id": "evt_1", "type": "charge.refunded", "created": 1, "data": {"object": {}}})
    signature = headers["Stripe-Signature"]
    moment = signature.split(",")[0]
    yield body + b" ", signature
    yield body, ""
    yield body, "t=1"
    yield body, signature.replace("v1=", "v0=")
    yield body, f"{moment},v1=" + "0" * 64
    yield body, f"t=9999999999,{moment},{signature.split(',')[1]}"
    yield body, "t=x,v1=y"
    yield b"\xff\xfe", signature


def test_a_forged_event_is_not_believed(provider, stripe):
    for body, signature in forgeries(stripe):
        with pytest.raises(NotBelieved, match="signature"):
            provider.read_event(body, {"Stripe-Signature": signature}, {}, now())
    with pytest.raises(NotBelieved, match="signature"):
        provider.read_event(b"{}", {}, {}, now())


@pytest.mark.parametrize("told", [[], {}, 3, {"id": "", "type": "charge.x", "created": 1, "data": {"object": {}}}])
def test_a_signed_event_of_another_form_is_not_believed(provider, stripe, told):
    with pytest.raises(NotBelieved, match="form"):
        read(provider, stripe, told)


def test_of_two_signatures_one_is_enough_while_the_secret_is_changed(provider, stripe):
    event = {"id": "evt_1", "type": "ping", "created": 1_700_000_000, "data": {"object": {"object": "x"}}}
    body, headers = stripe.signed(event)
    moment, ours = headers["Stripe-Signature"].split(",")
    both = {"stripe-signature": f"{moment},v1={'0' * 64},{ours}"}
    assert provider.read_event(body, both, {}, now()).kind == "ping"


# Amounts


def test_every_currency_goes_to_stripe_and_comes_back_the_same():
    for code in currency_codes():
        minor = 123_456 * 10 ** exponent_of(code)
        if code not in CURRENCIES:
            assert not is_taken(Money(minor, code))
            continue
        amount = stripe_amount(Money(minor, code))
        assert money_of(amount, code.lower()) == Money(minor, code)


@pytest.mark.parametrize(
    ("currency", "minor", "amount"),
    [
        *[("USD", 1250, 1250), ("JPY", 500, 500), ("CLP", 5000, 5000), ("PYG", 70000, 70000), ("COP", 999, 999)],
        *[("MGA", 50000, 500), ("ISK", 5, 500), ("UGX", 5, 500), ("KWD", 5120, 5120), ("HUF", 17550, 17550)],
    ],
)
def test_stripe_counts_some_currencies_otherwise(currency, minor, amount):
    assert stripe_amount(Money(minor, currency)) == amount
    assert money_of(amount, currency.lower()) == Money(minor, currency)


@pytest.mark.parametrize(
    ("currency", "minor"),
    [("USD", 49), ("USD", 100_000_000), ("KWD", 5124), ("MGA", 150), ("XAU", 100), ("ZZZ", 100), ("USD", -5000)],
)
def test_what_stripe_cannot_take_is_not_offered(provider, currency, minor):
    assert not provider.takes(Money(minor, currency), monthly=False)


def test_a_gift_in_a_currency_without_decimals_is_paid(provider, stripe):
    assert paid_once(provider, stripe, replace(ORDER, money=Money(50_000, "CLP"))).money == Money(50_000, "CLP")
    iceland = paid_once(provider, stripe, replace(ORDER, key="isk", money=Money(900, "ISK")))
    assert iceland.money == Money(900, "ISK")
    assert provider.give_back(iceland.reference, Money(300, "ISK"), "back").minor == 300


@pytest.mark.parametrize(
    ("statement", "suffix"),
    [("INSTITUTO PRUEBA", "INSTITUTO"), ("AB CDEFG HIJ", "AB CDEFG"), ("ABCDEFGHIJKLM", "ABCDEFGHIJ"), ("12345", "")],
)
def test_the_suffix_of_a_statement_fits_behind_the_prefix(statement, suffix):
    assert statement_suffix(statement) == suffix


# What goes wrong


def test_a_server_that_hangs_fails_or_is_not_there_has_not_answered(provider, stripe):
    stripe.hang(3, times=2)
    with pytest.raises(NotAnswered):
        provider.ask(About("", "cs_test_x"))
    stripe.work()
    for status in (500, 503, 429, 401, 403):
        stripe.fail(status, times=2)
        with pytest.raises(NotAnswered):
            provider.start(ORDER)
        stripe.work()
    assert provider.start(ORDER).session
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(NotAnswered):
        list(StripeCheckout("sk", "whsec", address, timeout=(1, 1)).payments_since(now()))


def test_one_failure_is_tried_again_without_doing_it_twice(provider, stripe):
    stripe.fail(503)
    provider.start(ORDER)
    assert len(stripe.all("checkout.session")) == 1


def test_a_wrong_key_is_said_in_the_log_and_refuses_nothing(stripe, caplog):
    wrong = StripeCheckout("sk_test_wrong", stripe.secret, stripe.address, timeout=(1, 1))
    with pytest.raises(NotAnswered):
        wrong.start(ORDER)
    assert "secret key" in caplog.text
    assert "sk_test_wrong" not in caplog.text


def test_what_stripe_refuses_is_a_code_and_nothing_of_the_donor(provider, stripe, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Refused) as refusal:
        provider.start(replace(ORDER, email="nadie en casa"))
    assert refusal.value.reason == "email_invalid"
    with pytest.raises(Refused, match="invalid_amount"):
        provider.start(replace(ORDER, money=Money(5124, "KWD")))
    provider.start(ORDER)
    assert "nadie" not in caplog.text
    assert "oficina" not in caplog.text
    assert refusal.value.__cause__ is None


def test_a_wrong_name_of_a_parameter_fails_here_as_at_stripe(stripe):
    client = library.StripeClient(stripe.key, base_addresses={"api": stripe.address})
    for wrong in ({"paymnt_intent": "pi"}, {"limit": "many"}, {"created": {"since": 3}}):
        with pytest.raises(library.InvalidRequestError):
            client.v1.charges.list(wrong)
    with pytest.raises(library.InvalidRequestError, match="4 levels"):
        client.v1.charges.list({"expand": ["data.payment_intent.latest_charge.payment_intent.customer"]})


# The pages of the local server


def opened(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read()


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *parts):
        return None


def posted(address, form):
    """Where the page sends the donor, or what it shows."""
    try:
        with urllib.request.build_opener(_Stays).open(address, urlencode(form).encode(), timeout=5) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.headers.get("Location") or answer.read().decode()


def test_the_hosted_page_offers_cards_by_name_and_never_a_field_for_a_number(provider, stripe):
    hosted = provider.start(ORDER)
    page = opened(hosted.address).decode()
    assert set(re.findall(r'type="(\w+)"', page)) == {"radio"}
    assert "declined" in posted(hosted.address, {"card": "declined"})
    bank = posted(hosted.address, {"card": "3ds"})
    assert bank == f"/c/3ds/{hosted.session}"
    assert posted(stripe.address + bank, {"passed": "yes"}) == ORDER.done
    assert "over" in posted(hosted.address, {"card": "4242"})
    assert len(provider.ask(About("", hosted.session)).payments) == 1


# All of it together


@pytest.fixture
def enlace(settings, stripe):
    """Enlace with this Stripe switched on."""
    settings.STRIPE_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_ADDRESS = (
        stripe.key,
        stripe.secret,
        stripe.address,
    )
    return StripeCheckout(stripe.key, stripe.secret, stripe.address, timeout=(1, 1))


def started(enlace, **fields):
    gift = make_gift(provider="stripe", session="", **fields)
    gift.session = enlace.start(replace(ORDER, key=str(gift.key), monthly=gift.is_monthly)).session
    gift.save()
    return gift


def told(client, stripe, event):
    body, headers = stripe.signed(event)
    return client.post("/giving/events/stripe", body, "application/json", headers=headers).status_code


@pytest.mark.django_db(transaction=True)
def test_a_paid_page_is_one_payment_with_its_receipt(enlace, stripe, client):
    make_recipient()
    gift = started(enlace, donor=make_donor(email="oficina@example.org"))
    stripe.pay(gift.session)
    ask_provider(gift, found_by="return")
    assert Payment.objects.get().money == USD
    assert Receipt.objects.get().number == 1
    calls = stripe.events * 10
    random.Random(1).shuffle(calls)
    assert {told(client, stripe, event) for event in calls} == {200}
    assert (Payment.objects.count(), Receipt.objects.count(), Mail.objects.count()) == (1, 1, 1)
    assert not ProviderEvent.objects.filter(handled_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_monthly_gift_lives_by_its_events_and_both_books_agree(enlace, stripe, client):
    gift = started(enlace, rhythm="monthly")
    stripe.pay(gift.session)
    stripe.next_month()
    stripe.refund(stripe.all("payment_intent")[0]["id"], 1500)
    for event in random.Random(2).sample(stripe.events, len(stripe.events)):
        told(client, stripe, event)
    gift.refresh_from_db()
    assert (gift.standing, gift.payments.count(), Refund.objects.get().amount) == ("active", 2, 1500)
    assert compare_books(enlace, by=None).found == []
    gift.ended_by = "donor"
    gift.save()
    assert end_at_provider(gift)
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("ended", "donor")


@pytest.mark.django_db(transaction=True)
def test_what_no_event_told_is_found_by_the_comparison(enlace, stripe):
    gift = started(enlace)
    stripe.pay(gift.session)
    stripe.refund(stripe.all("payment_intent")[0]["id"], 500)
    kinds = {one["kind"] for one in compare_books(enlace, by=None).found}
    assert kinds == {"missed_payment"}
    assert (Payment.objects.get().gift_id, Refund.objects.get().amount) == (gift.pk, 500)
    assert compare_books(enlace, by=None).found == []


@pytest.mark.django_db(transaction=True)
def test_a_forged_or_old_call_changes_nothing(enlace, stripe, client):
    gift = started(enlace)
    stripe.pay(gift.session)
    body, headers = stripe.signed(stripe.events[-1], (now() - timedelta(days=7)).timestamp())
    assert client.post("/giving/events/stripe", body, "application/json", headers=headers).status_code == 400
    assert client.post("/giving/events/stripe", body, "application/json").status_code == 400
    assert {one.reason for one in RefusedCall.objects.all()} == {"age", "signature"}
    assert not ProviderEvent.objects.exists()
    assert not Payment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_server_tells_enlace_by_itself_and_tries_again(enlace, stripe, live_server):
    gift = started(enlace)
    stripe.webhook = f"{live_server.url}/giving/nowhere"
    stripe.pay(gift.session)
    stripe.webhook = f"{live_server.url}/giving/events/stripe"
    stripe.settled()
    assert Payment.objects.get().gift_id == gift.pk
    assert set(stripe.deliver(shuffle=True, times=3)) == {200}
    assert Payment.objects.count() == 1


@pytest.mark.django_db
def test_a_signature_in_letters_that_no_signature_has_is_not_believed(client, settings):
    settings.STRIPE_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_1", "whsec_1"
    header = f"t={int(time.time())},v1=é"
    answer = client.post("/giving/events/stripe", "{}", content_type="application/json", HTTP_STRIPE_SIGNATURE=header)
    assert answer.status_code == 400
