"""The client and the real server together: what is asked is done once, and an event is believed only if it is true."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, Event, NotAnswered, NotBelieved, Order, Refused
from enlace.giving.providers.sandbox import Sandbox, event_of
from enlace.giving.sandbox.events import HEADER

USD = Money(5000, "USD")
numbers = count(1)


@pytest.fixture
def client(server):
    return Sandbox(server.address, server.key)


def order(**overrides):
    fields = {
        "key": f"gift-{next(numbers)}",
        "money": USD,
        "monthly": False,
        "language": "es",
        "email": "donante@example.org",
        "description": "Institución de prueba",
        "statement": "INSTITUCION",
        "done": "http://localhost:9/done",
        "left": "http://localhost:9/left",
    }
    return Order(**fields | overrides)


def paid(server, client, **overrides):
    wanted = order(**overrides)
    hosted = client.start(wanted)
    server.pay(hosted.session)
    return About(wanted.key, hosted.session)


def test_an_order_is_begun_once_and_its_address_is_the_sandboxs(client):
    wanted = order()
    assert client.start(wanted) == client.start(wanted)
    hosted = client.start(wanted)
    assert hosted.address.startswith(client.origins[0] + "/pay/")
    assert client.ask(About(wanted.key, hosted.session)).open
    assert client.ask(About(wanted.key)) == client.ask(About(wanted.key, hosted.session))


def test_an_order_with_another_way_back_is_the_same_page_until_that_is_closed(server, client):
    wanted = order()
    first = client.start(wanted)
    again = replace(wanted, done="http://localhost:9/done?later")
    with ThreadPoolExecutor(4) as clicks:
        assert set(clicks.map(client.start, [again] * 4)) == {first}
    client.close(first.session)
    second = client.start(again)
    assert second != first
    server.pay(second.session)
    assert client.start(wanted) == second
    assert len(client.ask(About(wanted.key, first.session)).payments) == 1


def test_an_order_begun_many_times_at_once_is_one_page(client):
    orders = [replace(order(key="gift-clicked"), done=f"http://localhost:9/{turn}") for turn in range(6)]
    with ThreadPoolExecutor(6) as clicks:
        assert len(set(clicks.map(client.start, orders))) == 1


def test_what_it_does_not_know_has_no_truth_and_cannot_be_changed(client):
    assert not client.ask(About("unknown", "ses_unknown")).open
    assert client.ask(About("unknown", subscription="sub_unknown")).payments == ()
    assert client.gift_of(Event("e", "payment.received", datetime.now(UTC), payment="pay_unknown")) == ""
    client.close("ses_unknown")
    with pytest.raises(Refused, match="no_such_subscription"):
        client.cancel("sub_unknown", "cancel-1")
    with pytest.raises(Refused, match="no_such_address"):
        client.cancel("sub/../unknown?", "cancel-2")
    with pytest.raises(Refused, match="no_such_payment"):
        client.give_back("pay_unknown", USD, "refund-unknown")


def test_a_payment_is_known_by_our_key_wherever_it_is_told(server, client):
    about = paid(server, client)
    payment = client.ask(about).payments[0]
    assert payment.money == USD
    assert client.gift_of(Event("e", "payment.received", datetime.now(UTC), payment=payment.reference)) == about.key
    found = {one.about.key: one.paid for one in client.payments_since(payment.at)}
    assert found[about.key] == payment
    assert not list(client.payments_since(payment.at + timedelta(days=1)))


def test_what_is_given_back_carries_our_key_and_not_more_goes_than_came(server, client):
    about = paid(server, client)
    payment = client.ask(about).payments[0].reference
    back = client.give_back(payment, Money(2000, "USD"), "refund-1")
    assert client.give_back(payment, Money(2000, "USD"), "refund-1") == back
    assert (back.minor, back.key) == (2000, "refund-1")
    made = server.refund_at_provider(payment, 3000, "USD")
    assert [(one.reference, one.key) for one in client.ask(about).payments[0].given_back][1] == (made, "")
    with pytest.raises(Refused, match="charge_already_refunded"):
        client.give_back(payment, Money(1, "USD"), "refund-2")
    with pytest.raises(Refused, match="idempotency_key_reused"):
        client.give_back(payment, Money(1999, "USD"), "refund-1")


def test_a_monthly_gift_is_changed_paused_resumed_and_ended(server, client):
    about = paid(server, client, monthly=True)
    subscription = client.ask(about).monthly.reference
    client.change_amount(subscription, Money(700, "USD"), f"{about.key}-a")
    client.pause(subscription, f"{about.key}-b")
    assert (client.ask(about).monthly.state, client.ask(about).monthly.next_on) == ("paused", None)
    client.resume(subscription, f"{about.key}-c")
    server.advance_a_month()
    told = client.ask(About("", subscription=subscription))
    assert [one.money.minor for one in told.payments] == [5000, 700]
    client.cancel(subscription, f"{about.key}-d")
    client.cancel(subscription, f"{about.key}-e")
    assert client.ask(about).monthly.state == "ended"
    with pytest.raises(Refused, match="subscription_ended"):
        client.card_page(about, "http://localhost:9/back", "es")


def test_a_card_that_is_refused_from_now_on_makes_it_failing_and_a_good_one_heals_it(server, client):
    about = paid(server, client, monthly=True)
    server.change_card(client.card_page(about, "http://localhost:9/back", "pt"), "refused")
    server.advance_a_month()
    monthly = client.ask(about).monthly
    assert (monthly.state, monthly.refusals, bool(monthly.failing)) == ("failing", 1, True)
    went = server.change_card(client.card_page(about, "http://localhost:9/back", "pt"))
    assert went.location == "http://localhost:9/back"
    assert client.ask(about).monthly.state == "active"
    assert len(client.ask(about).payments) == 2


def test_money_that_comes_later_is_waited_for(server, client):
    wanted = order(monthly=True)
    session = client.start(wanted).session
    server.pay(session, "delayed")
    told = client.ask(About(wanted.key, session))
    assert (told.waiting, told.open, told.payments, told.monthly) == (True, False, (), None)
    server.advance(seconds=30)
    told = client.ask(About(wanted.key, session))
    assert (told.waiting, len(told.payments), told.monthly.state) == (False, 1, "active")


def test_a_page_that_is_closed_is_not_paid_and_one_that_is_paid_stays_so(server, client):
    wanted = order()
    session = client.start(wanted).session
    client.close(session)
    assert server.pay(session).status == 410
    about = paid(server, client)
    client.close(about.session)
    assert len(client.ask(about).payments) == 1


def test_it_takes_any_currency_from_one_minor_unit_on(server, client):
    for currency in ("JPY", "KWD", "COP", "CLP"):
        assert client.takes(Money(1, currency), monthly=True)
        about = paid(server, client, money=Money(1, currency))
        assert client.ask(about).payments[0].money == Money(1, currency)
    assert not client.takes(Money(0, "USD"), monthly=False)


def test_a_provider_that_fails_hangs_up_or_knows_another_key_has_not_answered(server, client):
    server.set_faults(errors=1)
    with pytest.raises(NotAnswered):
        client.start(order())
    with pytest.raises(NotAnswered):
        Sandbox(server.address, "another").ask(About("x", "y"))
    with pytest.raises(NotAnswered):
        Sandbox("http://127.0.0.1:9", server.key).start(order())


def test_an_answer_that_was_lost_on_its_way_is_given_again(server, client):
    about = paid(server, client)
    payment = client.ask(about).payments[0].reference
    server.set_faults(drops=1)
    with pytest.raises(NotAnswered):
        client.give_back(payment, USD, "refund-lost")
    assert client.give_back(payment, USD, "refund-lost").minor == 5000
    assert len(client.ask(about).payments[0].given_back) == 1


def test_a_provider_that_takes_too_long_has_not_answered(server, client, monkeypatch):
    monkeypatch.setattr("enlace.giving.providers.sandbox.TIMEOUT", (3, 0.2))
    server.set_faults(hangs=1, hang_seconds=1)
    with pytest.raises(NotAnswered):
        client.ask(About("x", "ses_x"))


def test_what_it_tells_is_believed_and_names_the_gift(server, client):
    about = paid(server, client)
    events = [client.read_event(one.body, one.headers, {}, datetime.now(UTC)) for one in server.calls()]
    mine = [one for one in events if one.key == about.key]
    assert [(one.kind, one.session) for one in mine] == [("payment.received", about.session)]
    assert mine[0].payment == client.ask(about).payments[0].reference


TRUE = json.dumps(
    {"id": "e", "type": "t", "created": 1, "data": {"key": "", "session": "", "subscription": "", "payment": ""}}
).encode()


def refused(client, call, moment=None):
    with pytest.raises(NotBelieved) as caught:
        client.read_event(call.body, call.headers, {}, moment or datetime.now(UTC))
    return caught.value.reason


def test_a_forged_call_is_not_believed(server, client):
    true = server.forge(TRUE, key=server.key)
    assert client.read_event(true.body, {HEADER.lower(): true.headers[HEADER]}, {}, datetime.now(UTC)).reference == "e"
    assert refused(client, server.forge(TRUE)) == "signature"
    changed = type(true)(TRUE.replace(b'"t"', b'"u"'), true.headers)
    assert refused(client, changed) == "signature"
    assert refused(Sandbox(server.address, ""), server.forge(TRUE, key="")) == "signature"
    for header in ("", "t=1", "v1=é", "t=1,v1=", "=,=,", "t=²,v1=00"):
        assert refused(client, type(true)(TRUE, {HEADER: header})) == "signature"
    assert refused(client, type(true)(TRUE, {})) == "signature"


def test_a_call_that_is_a_week_old_or_from_the_future_is_not_believed(server, client):
    for age in (301, 7 * 86_400, -302):
        assert refused(client, server.forge(TRUE, key=server.key, age=age)) == "age"
    call = server.forge(TRUE, key=server.key, age=200)
    assert client.read_event(call.body, call.headers, {}, datetime.now(UTC)).kind == "t"
    assert refused(client, call, datetime.now(UTC) + timedelta(days=7)) == "age"


def test_a_call_that_is_signed_rightly_and_says_nothing_that_can_be_read_is_of_no_form(server, client):
    long = TRUE.replace(b'"id": "e"', b'"id": "' + b"e" * 256 + b'"')
    nul = TRUE.replace(b'"id": "e"', b'"id": "\\u0000"')
    huge = TRUE.replace(b'"created": 1', b'"created": 1' + b"0" * 30)
    for body in (b"", b"[]", b"{", b"\xff", b"null", long, nul, huge, TRUE.replace(b'"id": "e"', b'"id": 1')):
        assert refused(client, server.forge(body, key=server.key)) == "form"


@given(st.binary(max_size=60) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(str).map(str.encode))
@example(b"[" * 100_000)
def test_whatever_a_body_says_it_is_an_event_or_of_no_form(body):
    with suppress(NotBelieved):
        assert isinstance(event_of(body), Event)
