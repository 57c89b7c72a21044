"""The sandbox's own books: whatever is done in whatever order, a page is paid once and nothing is given back twice."""

import itertools
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from enlace.giving.sandbox.api import answer
from enlace.giving.sandbox.books import Books, all_of, clock, known
from enlace.giving.sandbox.charging import ACCEPTED, CARDS, DAY, REFUSED, charge, month_after, owed, standing
from enlace.giving.sandbox.due import advance, run_due

ORDER = {
    "key": "gift-1",
    "amount": 5000,
    "currency": "USD",
    "monthly": True,
    "language": "es",
    "description": "Institución de prueba",
    "statement": "INSTITUCION",
    "done": "http://localhost:9/done",
    "left": "http://localhost:9/left",
}


class Sandbox(RuleBasedStateMachine):
    @initialize(monthly=st.booleans())
    def begin(self, monthly):
        self.folder = tempfile.TemporaryDirectory()
        self.books, self.numbers = Books(Path(self.folder.name) / "books.sqlite3"), itertools.count()
        self.session = self.call("POST", "/v1/sessions", **ORDER | {"monthly": monthly})[1]["id"]

    def call(self, method, path, once="", **content):
        with self.books.open() as book:
            return answer(book, method, path, content, once)

    def now(self):
        return self.call("GET", f"/v1/sessions/{self.session}")[1]

    @rule(card=st.sampled_from(CARDS))
    def pay(self, card):
        before = self.now()
        with self.books.open() as book:
            outcome = charge(book, known(book, "sessions", self.session), card)
        assert (outcome == "closed") == (before["state"] != "open")

    @rule()
    def close(self):
        self.call("POST", f"/v1/sessions/{self.session}/close")

    @rule(days=st.integers(0, 40))
    def time_goes_by(self, days):
        with self.books.open() as book:
            advance(book, days * DAY)

    @precondition(lambda self: self.now()["subscription"])
    @rule(act=st.sampled_from(["/pause", "/resume", "/cancel", ""]), amount=st.integers(1, 9999))
    def change(self, act, amount):
        before = self.now()
        content = {} if act else {"amount": amount, "currency": "USD"}
        status, after = self.call("POST", f"/v1/subscriptions/{before['subscription']}{act}", **content)
        ended = before["subscription_facts"]["state"] == "ended"
        assert status == (422 if ended and act != "/cancel" else 200)
        assert act or ended or after["amount"] == amount

    @precondition(lambda self: self.now()["payments"])
    @rule(amount=st.integers(1, 6000), place=st.integers(0, 50))
    def give_back(self, amount, place):
        payments = self.now()["payments"]
        key = f"refund-{next(self.numbers)}"
        content = {"payment": payments[place % len(payments)]["id"], "amount": amount, "currency": "USD", "key": key}
        assert self.call("POST", "/v1/refunds", once=key, **content) == self.call(
            "POST", "/v1/refunds", once=key, **content
        )

    @invariant()
    def nothing_is_paid_twice_or_given_back_beyond_what_was_paid(self):
        session = self.now()
        payments = session["payments"]
        assert len(payments) <= 1 or session["monthly"]
        assert bool(payments) == (session["state"] == "paid")
        assert all(sum(refund["amount"] for refund in one["refunds"]) <= one["amount"] for one in payments)
        months = [datetime.fromtimestamp(one["paid"], UTC).strftime("%Y-%m") for one in payments if one["paid"]]
        assert len(months) == len(set(months))

    @invariant()
    def what_happened_was_told(self):
        with self.books.open(reading=True) as book:
            told = [row["payment"] for row in all_of(book, "select * from events where type = 'payment.received'")]
        assert sorted(told) == sorted(one["id"] for one in self.now()["payments"] if one["state"] == "paid")

    @invariant()
    def what_is_due_is_done_once(self):
        with self.books.open() as book:
            run_due(book)
            events = len(all_of(book, "select id from events"))
            run_due(book)
            assert len(all_of(book, "select id from events")) == events

    def teardown(self):
        self.folder.cleanup()


TestSandbox = Sandbox.TestCase
TestSandbox.settings = settings(max_examples=12, stateful_step_count=10, deadline=None)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(0, 48))
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(start, months):
    start = start.replace(microsecond=0, tzinfo=UTC)
    later = datetime.fromtimestamp(month_after(int(start.timestamp()), months), UTC)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.time() == start.time()
    assert later.day == start.day or (later.day < start.day and (later.timestamp() + DAY) and later.day >= 28)


@pytest.fixture
def books(tmp_path):
    return Books(tmp_path / "books.sqlite3")


def begun(book, card=ACCEPTED):
    session = answer(book, "POST", "/v1/sessions", ORDER, "")[1]["id"]
    charge(book, known(book, "sessions", session), ACCEPTED)
    subscription = known(book, "sessions", session)["subscription"]
    book.execute("update subscriptions set card = ?", [card])
    return subscription


def test_a_refused_month_is_tried_on_days_three_five_and_seven_and_then_the_gift_ends(books):
    with books.open() as book:
        subscription = known(book, "subscriptions", begun(book, REFUSED))
        advance(book, subscription["next"] - clock(book))
        seen = []
        for _day in range(8):
            row = owed(book, subscription["id"])
            seen.append(
                (row["refusals"] if row else 0, standing(book, known(book, "subscriptions", row["subscription"])))
                if row
                else (0, "ended")
            )
            advance(book, DAY)
    assert [refusals for refusals, _state in seen] == [1, 1, 1, 2, 2, 3, 3, 0]
    assert [state for _refusals, state in seen] == ["failing"] * 7 + ["ended"]


def test_what_is_owed_is_paid_at_once_with_a_new_card(books):
    with books.open() as book:
        reference = begun(book, REFUSED)
        advance(book, 32 * DAY)
        assert standing(book, known(book, "subscriptions", reference)) == "failing"
        page = answer(
            book, "POST", "/v1/card-pages", {"subscription": reference, "language": "es", "back": ORDER["done"]}, ""
        )
        assert page[0] == 200
        book.execute("update subscriptions set card = 'accepted'")
        advance(book, 3 * DAY)
        assert standing(book, known(book, "subscriptions", reference)) == "active"
        assert len(all_of(book, "select * from payments")) == 2


def test_while_it_is_paused_nothing_is_charged_and_what_was_owed_is_forgiven(books):
    with books.open() as book:
        reference = begun(book, REFUSED)
        advance(book, 32 * DAY)
        answer(book, "POST", f"/v1/subscriptions/{reference}/pause", {}, "")
        advance(book, 90 * DAY)
        assert len(all_of(book, "select * from payments")) == 1
        state = answer(book, "POST", f"/v1/subscriptions/{reference}/resume", {}, "")[1]
    assert (state["state"], state["failing"]) == ("active", "")
    assert state["next"] > 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("amount", 0), ("amount", "5000"), ("amount", True), ("amount", 10**15), ("currency", "usd"), ("currency", "ZZZ"),
     ("monthly", 1), ("done", "javascript:1"), ("left", "/here"), ("statement", "x" * 23), ("key", None),
     ("description", "\ud800")],
)  # fmt: skip
def test_an_order_of_another_form_is_refused_and_the_field_is_named(books, field, value):
    with books.open() as book:
        status, told = answer(book, "POST", "/v1/sessions", ORDER | {field: value}, "key")
        assert status == 400
        assert told["field"] in {field, "left"}
        assert answer(book, "POST", "/v1/sessions", ORDER, "key")[0] == 200


def test_the_same_key_is_answered_the_same_and_with_other_content_it_is_refused(books):
    with books.open() as book:
        first = answer(book, "POST", "/v1/sessions", ORDER, "key")
        assert answer(book, "POST", "/v1/sessions", ORDER, "key") == first
        assert answer(book, "POST", "/v1/sessions", ORDER | {"amount": 1}, "key")[0] == 409
        assert len(all_of(book, "select * from sessions")) == 1


def test_who_acts_at_the_edge_of_a_session_that_has_expired_is_not_charged(books):
    with books.open() as book:
        session = answer(book, "POST", "/v1/sessions", ORDER, "")[1]
        advance(book, DAY)
        assert charge(book, known(book, "sessions", session["id"]), ACCEPTED) == "closed"
        assert answer(book, "GET", f"/v1/sessions/{session['id']}", {}, "")[1]["state"] == "expired"
        kinds = [row["type"] for row in all_of(book, "select type from events")]
    assert kinds == ["session.expired"]
