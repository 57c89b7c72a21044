"""What the sandbox's callers may ask, as JSON. The face of it is `providers/sandbox.py`.

Amounts are whole minor units with their currency; moments are whole Unix seconds. A POST with an `Idempotency-Key` that
was answered before is answered the same; with another content it is refused.
"""

import hashlib
import json
import re
from collections.abc import Callable
from sqlite3 import Row
from typing import Any

from enlace.giving.sandbox.books import Book, all_of, clock, insert, known, one_of
from enlace.giving.sandbox.charging import (
    CARD_PAGE_LASTS,
    SESSION_LASTS,
    NoSuch,
    Refusal,
    alter,
    close,
    end,
    is_open,
    owed,
    pause,
    refund,
    resume,
    sought,
    standing,
)
from enlace.giving.sandbox.reading import BadForm, Fields

Answer = tuple[int, dict[str, Any]]
Act = Callable[[Book, str, Fields], dict[str, Any]]
AT_ONCE = 100
KEPT = {200, 422}
"""What was done or refused is answered the same again; what named nothing, or was no form, may be put right."""


def session_facts(book: Book, session: Row) -> dict[str, Any]:
    names = ("id", "key", "amount", "currency", "language", "created", "expires", "refusals", "subscription")
    payments = all_of(book, "select * from payments where session = ? order by number", session["id"])
    subscription = known(book, "subscriptions", session["subscription"])
    state = session["state"] if session["state"] != "open" or is_open(book, session) else "expired"
    return {name: session[name] for name in names} | {
        "state": state,
        "monthly": bool(session["monthly"]),
        "payments": [payment_facts(book, one) for one in payments],
        "subscription_facts": subscription_facts(book, subscription) if subscription else None,
    }


def payment_facts(book: Book, payment: Row) -> dict[str, Any]:
    names = ("id", "key", "session", "subscription", "amount", "currency", "state", "created", "paid")
    refunds = all_of(book, "select * from refunds where payment = ? order by number", payment["id"])
    return {name: payment[name] for name in names} | {"refunds": [refund_facts(one) for one in refunds]}


def refund_facts(made: Row) -> dict[str, Any]:
    return {name: made[name] for name in ("id", "payment", "key", "amount", "created")}


def subscription_facts(book: Book, subscription: Row) -> dict[str, Any]:
    """`next` is the next moment at which it is charged, also where a refused payment is tried again."""
    names = ("id", "key", "session", "amount", "currency", "next")
    invoice, state = owed(book, subscription["id"]), standing(book, subscription)
    facts = {name: subscription[name] for name in names} | {"state": state, "failing": "", "refusals": 0}
    if state == "failing" and invoice is not None:
        facts |= {"failing": invoice["id"], "refusals": invoice["refusals"], "next": invoice["again"]}
    return facts | ({} if state != "ended" else {"next": None})


def _create_session(book: Book, _reference: str, given: Fields) -> dict[str, Any]:
    moment = clock(book)
    values = {
        "key": given.text("key", 64),
        "amount": given.amount(),
        "currency": given.currency(),
        "monthly": int(given.flag("monthly")),
        "language": given.text("language", 12),
        "description": given.text("description", 300),
        "statement": given.text("statement", 22),
        "done": given.address("done"),
        "back": given.address("left"),
    }
    made = insert(book, "sessions", "ses", **values, created=moment, expires=moment + SESSION_LASTS)
    return session_facts(book, sought(book, "sessions", made))


def _get_session(book: Book, reference: str, _given: Fields) -> dict[str, Any]:
    return session_facts(book, sought(book, "sessions", reference))


def _get_sessions(book: Book, _reference: str, given: Fields) -> dict[str, Any]:
    """All sessions of a key: one that was asked for again with other words is another one."""
    rows = all_of(book, "select * from sessions where key = ? order by number", given.text("key", 64))
    return {"sessions": [session_facts(book, one) for one in rows]}


def _close_session(book: Book, reference: str, _given: Fields) -> dict[str, Any]:
    close(book, sought(book, "sessions", reference))
    return session_facts(book, sought(book, "sessions", reference))


def _get_payments(book: Book, _reference: str, given: Fields) -> dict[str, Any]:
    """Those received from `since` on, so many at once; `after` is the last `more` that was answered."""
    query = "select * from payments where state = 'paid' and paid >= ? and number > ? order by number limit ?"
    rows = all_of(book, query, given.whole("since"), given.whole("after"), AT_ONCE)
    more = rows[-1]["number"] if len(rows) == AT_ONCE else None
    return {"payments": [payment_facts(book, one) for one in rows], "more": more}


def _get_payment(book: Book, reference: str, _given: Fields) -> dict[str, Any]:
    return payment_facts(book, sought(book, "payments", reference))


def _refund(book: Book, _reference: str, given: Fields) -> dict[str, Any]:
    payment = sought(book, "payments", given.text("payment", 64))
    return refund_facts(refund(book, payment, given.amount(), given.currency(), given.text("key", 64)))


def _get_subscription(book: Book, reference: str, _given: Fields) -> dict[str, Any]:
    return subscription_facts(book, sought(book, "subscriptions", reference))


def _alter(book: Book, reference: str, given: Fields) -> dict[str, Any]:
    alter(book, sought(book, "subscriptions", reference), given.amount(), given.currency())
    return _get_subscription(book, reference, given)


def _changing(act: Callable[[Book, Row], None]) -> Act:
    def changing(book: Book, reference: str, given: Fields) -> dict[str, Any]:
        act(book, sought(book, "subscriptions", reference))
        return _get_subscription(book, reference, given)

    return changing


def _card_page(book: Book, _reference: str, given: Fields) -> dict[str, Any]:
    subscription = sought(book, "subscriptions", given.text("subscription", 64))
    if subscription["state"] == "ended":
        raise Refusal("subscription_ended")
    values = {"language": given.text("language", 12), "back": given.address("back")}
    expires = clock(book) + CARD_PAGE_LASTS
    return {"id": insert(book, "card_pages", "crd", subscription=subscription["id"], **values, expires=expires)}


ROUTES: tuple[tuple[str, str, Act], ...] = (
    ("POST", r"/v1/sessions()", _create_session),
    ("GET", r"/v1/sessions()", _get_sessions),
    ("GET", r"/v1/sessions/(\w+)", _get_session),
    ("POST", r"/v1/sessions/(\w+)/close", _close_session),
    ("GET", r"/v1/payments()", _get_payments),
    ("GET", r"/v1/payments/(\w+)", _get_payment),
    ("POST", r"/v1/refunds()", _refund),
    ("GET", r"/v1/subscriptions/(\w+)", _get_subscription),
    ("POST", r"/v1/subscriptions/(\w+)", _alter),
    ("POST", r"/v1/subscriptions/(\w+)/pause", _changing(pause)),
    ("POST", r"/v1/subscriptions/(\w+)/resume", _changing(resume)),
    ("POST", r"/v1/subscriptions/(\w+)/cancel", _changing(end)),
    ("POST", r"/v1/card-pages()", _card_page),
)


def answer(book: Book, method: str, path: str, given: dict[str, Any], idempotency: str) -> Answer:
    """Status and body. What a key was answered is kept in the same transaction as the work that was done for it."""
    found = [(act, match[1]) for way, form, act in ROUTES if way == method and (match := re.fullmatch(form, path))]
    if not found:
        return 404, {"error": "no_such_address"}
    content = hashlib.sha256(json.dumps([path, given], sort_keys=True).encode()).hexdigest()
    before = one_of(book, "select * from answers where key = ?", idempotency) if idempotency else None
    if before is not None:
        same = before["content"] == content
        return (before["status"], json.loads(before["body"])) if same else (409, {"error": "idempotency_key_reused"})
    act, reference = found[0]
    status, body = _done(lambda: act(book, reference, Fields(given)))
    if idempotency and method == "POST" and status in KEPT:
        book.execute("insert into answers values (?, ?, ?, ?)", [idempotency, content, status, json.dumps(body)])
    return status, body


def _done(work: Callable[[], dict[str, Any]]) -> Answer:
    try:
        return 200, work()
    except BadForm as wrong:
        return 400, {"error": "bad_form", "field": str(wrong)}
    except NoSuch as missing:
        return 404, {"error": f"no_such_{str(missing).removesuffix('s')}"}
    except Refusal as refusal:
        return 422, {"error": str(refusal)}
