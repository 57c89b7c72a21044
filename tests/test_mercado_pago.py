"""Mercado Pago, against a server of our own that keeps what it is told (`payment_servers/mercado_pago_server.py`)."""

import json
import re
import secrets
import urllib.request
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.core.models import Mail
from enlace.giving.models import Gift, Payment, ProviderEvent, Receipt, Refund, RefusedCall
from enlace.giving.money.amounts import Money
from enlace.giving.providers import mercado_pago_api
from enlace.giving.providers.configured import providers, providers_for
from enlace.giving.providers.face import About, NotAnswered, NotBelieved, Order, Refused
from enlace.giving.providers.mercado_pago import MercadoPago
from enlace.giving.providers.mercado_pago_api import read_json, write_json
from enlace.giving.settling.asking_actions import ask_provider
from enlace.giving.settling.reconciling_actions import reconcile_gifts
from enlace.giving.testing import make_gift, make_recipient
from tests.payment_servers.mercado_pago_server import No, running_mercado_pago, send

KEY = "0d0a6a0e-5f0c-4a55-9a58-0f5a3f6f9a11"
PROVIDERS = Path(mercado_pago_api.__file__).parent


@pytest.fixture
def server():
    with running_mercado_pago("http://127.0.0.1:9/giving/events/mercado_pago") as started:
        yield started


@pytest.fixture
def provider(server):
    return provider_of(server)


def provider_of(server, **overrides):
    keys = {"token": server.token, "webhook_secret": server.secret} | overrides
    made = MercadoPago(keys["token"], keys["webhook_secret"], server.currency, server.address)
    made.api.patience = (2, 2)
    return made


def order(money=None, **overrides):
    facts = {
        "key": KEY,
        "money": money or Money(125050, "UYU"),
        "monthly": False,
        "language": "es",
        "email": "oficina@example.org",
        "description": "Donación a Instituto de prueba",
        "statement": "INSTITUTO DE PRUEBA UY",
        "done": "http://127.0.0.1:9/es/giving/after/abc/?x=1",
        "left": "http://127.0.0.1:9/es/giving/",
    }
    return Order(**facts | overrides)


def once(provider):
    return About(KEY, provider.start(order()).session)


def monthly(server, provider, **overrides):
    """About a subscription that was authorized, and with its first sum received."""
    session = provider.start(order(monthly=True, **overrides)).session
    server.pay(session)
    return About(KEY, session, provider.ask(About(KEY, session)).monthly.reference)


def call_of(server, at=None):
    """The last call as the provider reads it: body, headers, query, moment."""
    query, headers, body = server.signed(server.calls[-1], at)
    return body, headers, dict(parse_qsl(query)), datetime.now(UTC)


# Amounts


def test_no_source_of_the_client_makes_a_float():
    found = [path.name for path in PROVIDERS.glob("mercado_pago*.py") if "float(" in path.read_text("utf-8")]
    assert found == []
    assert len(list(PROVIDERS.glob("mercado_pago*.py"))) == 5


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_a_decimal_is_written_as_the_very_number_and_read_as_it(amount):
    text = write_json({"amount": amount, "list": [amount]})
    assert re.fullmatch(r'\{"amount":(-?\d+\.\d\d),"list":\[\1\]\}', text)
    assert {type(one) for one in read_json(text)["list"]} == {Decimal}
    assert read_json(text) == {"amount": amount, "list": [amount]}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda one: st.lists(one) | st.tuples(one)))
def test_anything_else_is_written_as_json_writes_it(value):
    assert json.loads(write_json({"a": value})) == json.loads(json.dumps({"a": value}))


@pytest.mark.parametrize("value", [0.1, Decimal("NaN"), Decimal("Infinity"), {1}])
def test_what_is_no_number_of_money_is_not_sent(value):
    with pytest.raises((TypeError, ValueError)):
        write_json({"amount": value})


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "{", ""])
def test_what_is_no_json_is_not_read(text):
    with pytest.raises(ValueError):  # noqa: PT011
        read_json(text)


@pytest.mark.parametrize(
    ("account", "money", "taken"),
    [
        ("UYU", Money(1, "UYU"), True),
        ("UYU", Money(0, "UYU"), False),
        ("UYU", Money(1000, "ARS"), False),
        ("CLP", Money(5000, "CLP"), True),
        ("COP", Money(5000000, "COP"), True),
        ("COP", Money(5000050, "COP"), False),
        ("USD", Money(1000, "USD"), False),
    ],
)
def test_it_takes_the_currency_of_its_account_alone_and_no_decimals_where_it_wants_none(account, money, taken):
    provider = MercadoPago("token", "secret", account, "https://api.mercadopago.com")
    assert provider.takes(money, monthly=False) is taken
    assert provider.takes(money, monthly=True) is taken


@pytest.mark.parametrize(
    ("currency", "minor", "number"),
    [("BRL", 1250, "12.50"), ("CLP", 5000, "5000"), ("COP", 5000000, "50000"), ("UYU", 10, "0.10")],
)
def test_an_amount_goes_out_and_comes_back_exactly(currency, minor, number):
    with running_mercado_pago(currency=currency) as server:
        provider = provider_of(server)
        hosted = provider.start(order(Money(minor, currency)))
        assert f'"unit_price":{number},' in server.bodies[-1][1]
        server.pay(hosted.session)
        (paid,) = provider.ask(About(KEY, hosted.session)).payments
        assert paid.money == Money(minor, currency)


def test_decimals_of_a_currency_without_them_are_refused_before_they_are_sent(provider):
    with pytest.raises(Refused, match="amount"):
        provider.give_back("1", Money(150, "COP"), "key")


def test_its_pages_are_named_for_the_form_and_those_of_a_test_server_are_its_own(server, provider):
    real = MercadoPago("token", "secret", "BRL", "https://api.mercadopago.com")
    assert {"https://*.mercadopago.com.br", "https://*.mercadolivre.com.br"} <= set(real.origins)
    assert provider.origins == (server.address,)


# Once


def test_a_gift_is_paid_once_on_the_hosted_page(server, provider):
    about = once(provider)
    assert (provider.ask(about).open, provider.ask(about).payments) == (True, ())
    server.pay(about.session)
    truth = provider.ask(about)
    assert [one.money for one in truth.payments] == [Money(125050, "UYU")]
    assert (truth.open, truth.waiting, truth.refusals, truth.monthly) == (False, False, 0, None)


def test_the_page_is_asked_for_with_all_that_names_the_gift_and_the_recipient(server, provider):
    provider.start(order())
    sent = json.loads(server.bodies[-1][1])
    assert sent["external_reference"] == sent["metadata"]["key"] == KEY
    assert sent["notification_url"] == "http://127.0.0.1:9/giving/events/mercado_pago?source_news=webhooks"
    assert sent["statement_descriptor"] == "INSTITUTO DE"
    lasts = datetime.fromisoformat(sent["expiration_date_to"]) - datetime.now(UTC)
    assert timedelta(hours=22, minutes=59) < lasts <= timedelta(hours=24)


def test_a_form_that_is_sent_twice_has_one_page(server, provider):
    assert provider.start(order()) == provider.start(order())
    assert len(server.preferences) == 1


def test_a_refused_card_is_counted_and_the_next_one_pays(server, provider):
    about = once(provider)
    server.pay(about.session, "refused")
    truth = provider.ask(about)
    assert (truth.open, truth.refusals, truth.payments) == (True, 1, ())
    server.pay(about.session)
    assert (len(provider.ask(about).payments), provider.ask(about).refusals) == (1, 1)


def test_a_payment_under_review_waits_until_it_is_approved(server, provider):
    about = once(provider)
    payment = server.pay(about.session, "pending")
    truth = provider.ask(about)
    assert (truth.waiting, truth.open, truth.payments) == (True, False, ())
    server.settle(payment["id"])
    truth = provider.ask(about)
    assert (truth.waiting, len(truth.payments)) == (False, 1)


def test_a_page_is_chosen_from_by_a_card_from_a_list_and_leads_back(server, provider):
    hosted = provider.start(order())
    text = urllib.request.urlopen(hosted.address).read().decode()
    assert "1250.50" in text
    assert text.count('type="radio"') == 3
    assert "type=text" not in text.replace('"', "")
    answer = requests.post(hosted.address, data={"card": "accepted"}, allow_redirects=False, timeout=5)
    assert answer.headers["Location"].startswith("http://127.0.0.1:9/es/giving/after/abc/?x=1&payment_id=")


def test_a_page_that_was_closed_cannot_be_paid(server, provider):
    about = once(provider)
    provider.close(about.session)
    assert provider.ask(about).open is False
    assert (
        requests.post(server.preferences[about.session.rsplit("/", 1)[1]]["init_point"], timeout=5).status_code == 410
    )


@pytest.mark.parametrize("session", ["", "checkout/preferences/none", "preapproval/none", "elsewhere/../x"])
def test_closing_what_is_not_there_does_nothing(provider, session):
    provider.close(session)
    assert provider.ask(About(KEY, session)).open is False


def test_a_gift_whose_page_was_never_written_down_is_found_by_its_key(server, provider):
    server.pay(provider.start(order()).session)
    assert len(provider.ask(About(KEY)).payments) == 1


def test_pages_of_a_search_are_all_read(server, provider):
    about = once(provider)
    server.page = 2
    for card in ["refused"] * 5 + ["accepted"]:
        server.pay(about.session, card)
    truth = provider.ask(about)
    assert (truth.refusals, len(truth.payments)) == (5, 1)


@pytest.mark.parametrize("filters", [True, False])
def test_what_belongs_to_another_gift_is_not_counted(server, provider, filters):
    about, server.filters = once(provider), filters
    server.pay(provider.start(order(key=KEY.replace("0d", "1d"))).session)
    assert provider.ask(about).payments == ()


# Monthly


def test_a_monthly_gift_begins_when_it_is_authorized_and_goes_on(server, provider):
    session = provider.start(order(monthly=True)).session
    assert (provider.ask(About(KEY, session)).monthly, provider.ask(About(KEY, session)).open) == (None, True)
    server.pay(session)
    truth = provider.ask(About(KEY, session))
    assert (truth.monthly.state, truth.monthly.money, truth.open) == ("active", Money(125050, "UYU"), False)
    assert truth.monthly.next_on >= datetime.now(UTC).date() + timedelta(days=28)
    server.next_month()
    assert len(provider.ask(About(KEY, session, truth.monthly.reference)).payments) == 2


def test_the_sum_that_proves_a_card_is_no_gift(server, provider):
    about = monthly(server, provider)
    assert [one["operation_type"] for one in server.payments.values()] == ["card_validation", "recurring_payment"]
    assert len(provider.ask(about).payments) == 1
    assert len(list(provider.payments_since(datetime.now(UTC) - timedelta(days=1)))) == 1


@pytest.mark.parametrize("lists_charges", [True, False])
def test_a_monthly_charge_that_is_refused_is_owed_until_it_is_paid(server, provider, lists_charges):
    about, server.lists_charges = monthly(server, provider), lists_charges
    server.fail_next(2)
    server.next_month()
    server.schedule(server.preapprovals[about.subscription])
    first = provider.ask(about).monthly
    assert (first.state, first.refusals, bool(first.failing)) == ("failing", 1, True)
    server.try_again()
    again = provider.ask(about).monthly
    assert (again.state, again.refusals, again.failing) == ("failing", 2, first.failing)
    server.try_again()
    truth = provider.ask(about)
    assert (truth.monthly.state, len(truth.payments), truth.refusals) == ("active", 2, 0)


def test_a_charge_that_was_refused_for_the_last_time_stays_owed(server, provider):
    about = monthly(server, provider)
    server.fail_next(4)
    server.next_month()
    for _turn in range(4):
        server.try_again()
    assert provider.ask(about).monthly.refusals == 4
    server.next_month()
    assert provider.ask(about).monthly.state == "active"


def test_a_monthly_gift_is_paused_resumed_and_ended_and_doing_it_again_changes_nothing(server, provider):
    about = monthly(server, provider)
    steps = [(provider.pause, "paused"), (provider.resume, "active"), (provider.cancel, "ended")]
    for number, (step, state) in enumerate(steps):
        step(about.subscription, f"step-{number}")
        step(about.subscription, f"again-{number}")
        assert provider.ask(about).monthly.state == state
    assert provider.ask(about).monthly.next_on is None
    with pytest.raises(Refused, match="invalid_status_change"):
        provider.resume(about.subscription, "late")


def test_a_paused_gift_is_not_charged(server, provider):
    about = monthly(server, provider)
    provider.pause(about.subscription, "pause")
    server.next_month()
    assert len(provider.ask(about).payments) == 1


def test_the_amount_of_a_monthly_gift_is_changed(server, provider):
    about = monthly(server, provider)
    provider.change_amount(about.subscription, Money(20005, "UYU"), "change")
    assert '"transaction_amount":200.05,' in server.bodies[-1][1]
    assert provider.ask(about).monthly.money == Money(20005, "UYU")
    server.next_month()
    assert {one.money.minor for one in provider.ask(about).payments} == {125050, 20005}


def test_a_monthly_gift_that_was_never_authorized_never_began(server, provider):
    session = provider.start(order(monthly=True)).session
    server.pay(session, "refused")
    provider.close(session)
    truth = provider.ask(About(KEY, session))
    assert (truth.monthly, truth.open, truth.refusals) == (None, False, 1)


def test_closing_the_page_of_a_gift_that_goes_on_leaves_it(server, provider):
    about = monthly(server, provider)
    provider.close(about.session)
    assert provider.ask(about).monthly.state == "active"


def test_a_subscription_whose_page_was_never_written_down_is_found_by_its_key(server, provider):
    server.page, server.filters = 1, False
    provider.start(order(monthly=True, key=KEY.replace("0d", "1d")))
    about = monthly(server, provider)
    assert provider.ask(About(KEY)).monthly.reference == about.subscription


def test_the_card_is_changed_on_the_page_of_the_subscription(server, provider):
    about = monthly(server, provider)
    assert provider.card_page(about, "http://127.0.0.1:9/", "es").startswith(f"{server.address}/subscriptions/")
    with pytest.raises(Refused, match="no_card_page"):
        provider.card_page(About(KEY), "http://127.0.0.1:9/", "es")


# Given back


def test_a_refund_with_one_key_is_one_refund_and_another_key_is_another(server, provider):
    about = once(provider)
    payment = str(server.pay(about.session)["id"])
    first = provider.give_back(payment, Money(2001, "UYU"), "refund-1")
    assert (first.minor, first.key) == (2001, "refund-1")
    assert provider.give_back(payment, Money(2001, "UYU"), "refund-1") == first
    assert provider.give_back(payment, Money(2001, "UYU"), "refund-2").reference != first.reference
    (paid,) = provider.ask(about).payments
    assert [one.minor for one in paid.given_back] == [2001, 2001]
    with pytest.raises(Refused, match="2063"):
        provider.give_back(payment, Money(125050, "UYU"), "refund-3")


def test_a_payment_given_back_whole_is_still_one_that_was_received(server, provider):
    about = once(provider)
    server.refund(server.pay(about.session)["id"])
    (paid,) = provider.ask(about).payments
    assert [one.minor for one in paid.given_back] == [125050]


def test_refunds_that_a_search_leaves_out_are_asked_for(server, provider):
    about = once(provider)
    payment = server.pay(about.session)
    server.refund(payment["id"], 5)
    row = server.payments[str(payment["id"])]
    server.search_payments = lambda query: {"paging": {"total": 1}, "results": [row | {"refunds": []}]}
    (paid,) = provider.ask(about).payments
    assert [one.minor for one in paid.given_back] == [500]


def test_a_chargeback_counts_as_given_back_unless_it_was_decided_for_us(server, provider):
    about = once(provider)
    payment = server.pay(about.session)["id"]
    server.refund(payment, Decimal("50.50"))
    server.charge_back(payment)
    (paid,) = provider.ask(about).payments
    assert sorted(one.minor for one in paid.given_back) == [5050, 120000]
    server.charge_back(payment, "reimbursed")
    (paid,) = provider.ask(about).payments
    assert [one.minor for one in paid.given_back] == [5050]


# Its books


def test_its_books_list_what_was_received_and_not_what_the_account_paid_itself(server, provider):
    start = datetime.now(UTC) - timedelta(minutes=1)
    server.page = 3
    about = once(provider)
    for _turn in range(7):
        server.pay(about.session)
        server.pay_a_bill()
        server.pay(about.session, "refused")
    server.refund(9001)
    found = list(provider.payments_since(start))
    assert len(found) == len({one.paid.reference for one in found}) == 7
    assert {one.about.key for one in found} == {KEY}
    assert sum(len(one.paid.given_back) for one in found) == 1
    assert list(provider.payments_since(datetime.now(UTC) + timedelta(minutes=5))) == []


def test_its_books_name_the_subscription_of_a_monthly_payment(server, provider):
    about = monthly(server, provider)
    (found,) = provider.payments_since(datetime.now(UTC) - timedelta(minutes=1))
    assert found.about == About(KEY, "", about.subscription)


STEPS = ["accepted", "refused", "pending", "decide", "refund", "charge_back", "next_month", "fail", "again", "bill"]
STEPS += ["pause", "resume", "cancel"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(STEPS), max_size=15), st.booleans(), st.integers(2, 4), st.data())
def test_whatever_happens_there_it_is_told_to_the_last_cent(steps, is_monthly, page, data):
    with running_mercado_pago("http://127.0.0.1:9/") as server:
        provider, server.page = provider_of(server), page
        session = provider.start(order(monthly=is_monthly)).session
        for step in steps:
            happen(server, provider, session, step, data)
        truth = provider.ask(About(KEY, session))
        assert in_books(truth.payments) == server_books(server)
        listed = [one.paid for one in provider.payments_since(datetime.now(UTC) - timedelta(hours=1))]
        assert in_books(listed) == server_books(server)
        states = {"authorized": {"active", "failing"}, "paused": {"paused"}, "cancelled": {"ended"}}
        status = server.preapprovals[session.rsplit("/", 1)[1]]["status"] if is_monthly else "pending"
        assert truth.monthly is None or truth.monthly.state in states[status]
        assert status not in {"authorized", "paused"} or truth.monthly


def happen(server, provider, session, step, data):
    """One thing that a donor, the account's owner or Mercado Pago itself may do; what it forbids does not happen."""
    name, rows = session.rsplit("/", 1)[1], list(server.payments.values())
    kinds = {"decide": {"in_process"}, "refund": {"approved"}, "charge_back": {"approved"}}
    acts = {"next_month": server.next_month, "fail": server.fail_next, "again": server.try_again}
    try:
        if step in {"accepted", "refused", "pending"}:
            server.pay(session, step)
        elif step in {"pause", "resume", "cancel"}:
            getattr(provider, step)(name, step)
        elif step in acts | {"bill": server.pay_a_bill}:
            (acts | {"bill": server.pay_a_bill})[step]()
        elif fit := [one["id"] for one in rows if one["status"] in kinds[step] and one["collector_id"]]:
            chosen = data.draw(st.sampled_from(fit))
            more = {"refund": [data.draw(st.decimals("0.01", "1500", places=2))]}.get(step, [])
            {"decide": server.settle, "refund": server.refund, "charge_back": server.charge_back}[step](chosen, *more)
    except (No, Refused):
        pass


def in_books(payments):
    return {one.reference: (one.money.minor, sum(back.minor for back in one.given_back)) for one in payments}


def server_books(server):
    books = {}
    for one in server.payments.values():
        came = one["status"] in {"approved", "refunded", "charged_back"} and one["collector_id"]
        if came and one["operation_type"] != "card_validation":
            amount = int(one["transaction_amount"] * 100)
            back = amount if one["status"] == "charged_back" else int(one["transaction_amount_refunded"] * 100)
            books[str(one["id"])] = (amount, back)
    return books


# What it tells


@pytest.mark.parametrize("milliseconds", [False, True])
def test_a_signed_call_is_believed_in_seconds_and_in_milliseconds(server, provider, milliseconds):
    about, server.milliseconds = once(provider), milliseconds
    payment = server.pay(about.session)
    event = provider.read_event(*call_of(server))
    assert (event.kind, event.payment, event.subscription) == ("payment", str(payment["id"]), "")
    assert abs(datetime.now(UTC) - event.at) < timedelta(seconds=2)
    assert provider.gift_of(event) == KEY


@pytest.mark.parametrize(
    ("minutes", "believed"), [(-4, True), (4, True), (-6, False), (6, False), (-7 * 24 * 60, False)]
)
def test_a_call_is_believed_for_five_minutes_and_not_from_the_future(server, provider, minutes, believed):
    server.pay(once(provider).session)
    call = call_of(server, datetime.now(UTC) + timedelta(minutes=minutes))
    if believed:
        assert provider.read_event(*call)
    else:
        with pytest.raises(NotBelieved, match="age"):
            provider.read_event(*call)


def changed(call, **changes):
    body, headers, query, moment = call
    return (changes.get("body", body), headers | changes.get("headers", {}), query | changes.get("query", {}), moment)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"query": {"data.id": "77"}}, "signature"),
        ({"query": {"data.id": ""}}, "signature"),
        ({"query": {"data.id": "9001;request-id:x"}}, "form"),
        ({"headers": {"x-request-id": "another"}}, "signature"),
        ({"headers": {"x-signature": ""}}, "signature"),
        ({"headers": {"x-signature": "v1=00"}}, "form"),
        ({"headers": {"x-signature": f"ts=now,v1={'0' * 64}"}}, "form"),
        ({"headers": {"x-signature": f"ts=1764259200,v1={'0' * 64}"}}, "signature"),
    ],
)
def test_a_call_that_was_forged_or_changed_is_not_believed(server, provider, changes, reason):
    server.pay(once(provider).session)
    with pytest.raises(NotBelieved) as caught:
        provider.read_event(*changed(call_of(server), **changes))
    assert caught.value.reason == reason


def test_a_call_signed_with_another_secret_is_not_believed(server, provider):
    server.pay(once(provider).session)
    with pytest.raises(NotBelieved, match="signature"):
        provider_of(server, webhook_secret="another").read_event(*call_of(server))


def test_the_same_signature_is_the_same_event_whatever_the_body_says(server, provider):
    server.pay(once(provider).session)
    call = call_of(server)
    told = json.loads(call[0])
    bodies = [json.dumps(told | {"id": 5}), json.dumps(told | {"data": {"id": "5"}}), "[]", "{", "[" * 100_000, ""]
    events = {provider.read_event(*changed(call, body=text.encode())) for text in bodies}
    assert events == {provider.read_event(*call)}


def test_an_id_with_capitals_is_signed_in_small_letters_or_as_it_is(server, provider):
    server.tell("payment", "payment.updated", "ABC1")
    small = provider.read_event(*call_of(server))
    assert small.payment == "ABC1"
    _query, headers, body = server.signed(server.calls[-1] | {"name": "abc1"})
    told = {"data.id": "ABC1", "type": "payment"}
    assert provider.read_event(body, headers, told, datetime.now(UTC)).kind == "payment"


def test_each_kind_of_call_leads_to_its_gift(server, provider):
    about = monthly(server, provider)
    server.charge_back(9003 if "9003" in server.payments else int(list(server.payments)[-1]))
    kinds = {}
    for call in server.calls:
        query, headers, body = server.signed(call)
        event = provider.read_event(body, headers, dict(parse_qsl(query)), datetime.now(UTC))
        kinds[event.kind] = provider.gift_of(event)
    assert kinds == dict.fromkeys(
        ["payment", "subscription_preapproval", "subscription_authorized_payment", "topic_chargebacks_wh"], KEY
    )
    assert about.subscription


@pytest.mark.parametrize(
    "kind", ["payment", "subscription_preapproval", "subscription_authorized_payment", "chargebacks", "merchant_order"]
)
def test_a_call_about_what_is_not_there_is_about_no_gift(server, provider, kind):
    server.tell(kind, "updated", "123456")
    assert provider.gift_of(provider.read_event(*call_of(server))) == ""


@pytest.mark.parametrize("is_monthly", [False, True])
def test_a_payment_that_its_search_does_not_list_yet_is_found_by_the_call_that_names_it(server, provider, is_monthly):
    session = provider.start(order(monthly=is_monthly)).session
    server.lists_payments = server.lists_charges = False
    server.pay(session)
    assert provider.ask(About(KEY, session)).payments == ()
    provider.gift_of(provider.read_event(*call_of(server)))
    assert len(provider.ask(About(KEY, session)).payments) == 1


def test_a_payment_without_our_key_is_known_by_its_subscription(server, provider):
    monthly(server, provider)
    server.payments[list(server.payments)[-1]]["external_reference"] = None
    assert provider.gift_of(provider.read_event(*call_of(server))) == KEY


# What goes wrong


def reads(provider):
    return [
        lambda: provider.start(order()),
        lambda: provider.ask(About(KEY)),
        lambda: list(provider.payments_since(datetime.now(UTC))),
        lambda: provider.give_back("9001", Money(100, "UYU"), "k"),
        lambda: provider.cancel("abc", "k"),
    ]


def test_a_server_that_hangs_fails_or_is_not_there_has_not_answered(server, provider):
    provider.api.patience = (1, 1)
    server.hang = 2
    with pytest.raises(NotAnswered):
        provider.ask(About(KEY))
    server.hang, server.broken = 0, len(reads(provider))
    for call in reads(provider):
        with pytest.raises(NotAnswered):
            call()
    gone = MercadoPago("token", "secret", "UYU", "http://127.0.0.1:9")
    for call in reads(gone):
        with pytest.raises(NotAnswered):
            call()


def test_a_call_whose_answer_was_lost_is_made_again_without_doing_it_twice(server, provider):
    payment = str(server.pay(once(provider).session)["id"])
    provider.api.patience, server.hang = (1, 1), 2
    with pytest.raises(NotAnswered):
        provider.give_back(payment, Money(100, "UYU"), "refund-1")
    provider.api.patience, server.hang = (5, 5), 0
    provider.give_back(payment, Money(100, "UYU"), "refund-1")
    assert [one["amount"] for one in server.payments[payment]["refunds"]] == [1]


def test_a_wrong_token_is_no_answer_and_stands_in_no_text(server, caplog):
    token = f"APP_USR-{secrets.token_hex(8)}"
    for provider in (provider_of(server, token=token), MercadoPago(token, "s", "UYU", "http://127.0.0.1:9")):
        for call in reads(provider):
            with pytest.raises(NotAnswered) as caught:
                call()
            assert token not in repr(caught.getrepr(style="long", showlocals=False))
            assert caught.value.__cause__ is None
    assert token not in caplog.text


def test_a_refusal_is_told_by_its_code_and_without_what_was_sent(server, provider):
    with pytest.raises(Refused) as caught:
        provider.start(order(Money(100, "ARS"), email="secreto@example.org"))
    assert caught.value.reason == "currency_id"
    assert (caught.value.args, caught.value.__cause__) == (("currency_id",), None)


@pytest.mark.parametrize(
    "answer", ["[]", "null", "<html>", '{"results": [5]}', '{"results": [{"external_reference": "KEY"}]}']
)
def test_an_answer_of_another_shape_is_no_answer(server, provider, answer):
    about = once(provider)
    server.pay(about.session)
    server.search_payments = lambda query: json.loads(answer.replace("KEY", KEY)) if answer != "<html>" else object()
    with pytest.raises(NotAnswered):
        provider.ask(about)


def test_an_unknown_field_is_refused_by_the_server_of_the_tests(server, provider):
    with pytest.raises(Refused, match="unknown_color"):
        provider.api.send("POST", "/preapproval", {"color": "red"}, "k")


# With Enlace


@pytest.fixture
def home(live_server, settings):
    """Enlace with Mercado Pago switched on, and the server that it talks to."""
    with running_mercado_pago(f"{live_server.url}/giving/events/mercado_pago") as server:
        settings.MERCADO_PAGO_TOKEN, settings.MERCADO_PAGO_WEBHOOK_SECRET = server.token, server.secret
        settings.MERCADO_PAGO_CURRENCY, settings.MERCADO_PAGO_ADDRESS = server.currency, server.address
        make_recipient()
        server.site = live_server.url
        yield server


def begun(server, rhythm="once"):
    gift = make_gift(provider="mercado_pago", currency="UYU", amount=125050, rhythm=rhythm, session="")
    (provider,) = providers_for(gift.money, monthly=gift.is_monthly)
    told = order(
        gift.money, key=str(gift.key), monthly=gift.is_monthly, done=f"{server.site}/es/", email="a@example.org"
    )
    gift.session = provider.start(told).session
    gift.save()
    return gift


@pytest.mark.django_db(transaction=True)
def test_a_paid_gift_told_ten_times_in_any_order_is_one_payment_and_one_receipt(home):
    gift = begun(home)
    home.pay(gift.session, "refused")
    home.pay(gift.session)
    assert set(home.deliver(times=10, shuffle=True)) == {200}
    payment = Payment.objects.get()
    assert (payment.gift, payment.money, payment.found_by) == (gift, Money(125050, "UYU"), "event")
    assert (Receipt.objects.count(), Mail.objects.count()) == (1, 1)
    assert not ProviderEvent.objects.filter(handled_at=None).exists()
    gift.refresh_from_db()
    assert (gift.refusals, gift.closed_at) == (1, None)


@pytest.mark.django_db(transaction=True)
def test_a_monthly_gift_lives_through_its_calls_alone(home):
    gift = begun(home, "monthly")
    home.pay(gift.session)
    home.deliver(times=3, shuffle=True)
    home.next_month()
    home.deliver(times=3, shuffle=True)
    gift.refresh_from_db()
    assert (gift.standing, gift.payments.count(), Receipt.objects.count()) == ("active", 2, 2)
    home.fail_next()
    home.next_month()
    home.deliver(shuffle=True)
    gift.refresh_from_db()
    assert gift.standing == "failing"
    providers()["mercado_pago"].cancel(gift.subscription, "stop")
    home.deliver()
    gift.refresh_from_db()
    assert (gift.standing, gift.payments.count()) == ("ended", 2)


@pytest.mark.django_db(transaction=True)
def test_a_chargeback_that_is_told_is_written_down_once(home):
    gift = begun(home)
    payment = home.pay(gift.session)["id"]
    home.deliver()
    home.charge_back(payment)
    home.deliver(times=5)
    assert [one.amount for one in Refund.objects.all()] == [125050]


@pytest.mark.django_db(transaction=True)
def test_a_forged_a_replayed_and_an_old_call_change_nothing(home):
    gift = begun(home)
    home.pay(gift.session)
    call = home.calls.pop()
    query, headers, body = home.signed(call)
    old = home.signed(call, datetime.now(UTC) - timedelta(days=7))
    assert send(call["address"], urlencode({"data.id": "1", "type": "payment"}), headers, body) == 400
    assert send(call["address"], *old) == 400
    assert (Payment.objects.count(), ProviderEvent.objects.count()) == (0, 0)
    assert sorted(RefusedCall.objects.values_list("reason", "amount")) == [("age", 1), ("signature", 1)]
    for number in range(3):
        assert send(call["address"], query, headers, json.dumps({"id": number}).encode()) == 200
    assert (Payment.objects.count(), ProviderEvent.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_what_its_calls_never_told_is_found_in_its_books(home):
    gift, lasting = begun(home), begun(home, "monthly")
    payment = home.pay(gift.session)["id"]
    home.refund(payment, 10)
    home.pay(lasting.session)
    home.pay_a_bill()
    home.calls.clear()
    provider = providers()["mercado_pago"]
    found = [one["kind"] for one in reconcile_gifts(provider, by=None).found]
    assert (found.count("missed_payment"), "unknown_payment" in found) == (2, False)
    assert reconcile_gifts(provider, by=None).found == []
    assert (Payment.objects.count(), Refund.objects.get().amount) == (2, 1000)


@pytest.mark.django_db(transaction=True)
def test_a_provider_that_is_down_is_asked_again_and_nothing_is_lost(home):
    gift = begun(home)
    home.pay(gift.session)
    home.broken = 1
    assert home.deliver() == [200]
    assert ProviderEvent.objects.get().handled_at is None
    ask_provider(Gift.objects.get(), found_by="return")
    assert Payment.objects.get().found_by == "return"
