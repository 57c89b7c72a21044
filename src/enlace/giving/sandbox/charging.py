"""The life of a session, its payments and a monthly gift: who is charged what, and when.

Each function checks before it writes anything, and works inside a transaction of the books.
"""

from calendar import monthrange
from datetime import UTC, datetime
from sqlite3 import Row
from typing import Any

from enlace.giving.sandbox.books import Book, all_of, change, clock, insert, known, one_of
from enlace.giving.sandbox.events import tell

ACCEPTED, REFUSED, CONFIRM, DELAYED, SLOW = CARDS = ("accepted", "refused", "confirm", "delayed", "slow")
DAY, SESSION_LASTS, CARD_PAGE_LASTS, DELAY = 86_400, 86_400, 3_600, 20
TRIED_AGAIN = (3, 5, 7)
"""Days after a monthly charge was refused first on which it is tried again; after the last the gift ends."""


class NoSuch(Exception):
    """What a call names is not in the books."""


class Refusal(Exception):
    """The call is understood and refused; the argument is the code."""


def sought(book: Book, table: str, reference: str) -> Row:
    row = known(book, table, reference)
    if row is None:
        raise NoSuch(table)
    return row


def is_open(book: Book, session: Row) -> bool:
    return bool(session["state"] == "open" and clock(book) < session["expires"])


def charge(book: Book, session: Row, card: str) -> str:
    """Pay an open session: `paid`, `waiting` or `refused`. One that is not open any more is not charged: `closed`."""
    if not is_open(book, session):
        return "closed"
    if card == REFUSED:
        change(book, "sessions", session["id"], refusals=session["refusals"] + 1)
        tell(book, "payment.refused", key=session["key"], session=session["id"])
        return "refused"
    change(book, "sessions", session["id"], state="paid")
    due = clock(book) + DELAY if card == DELAYED else None
    payment = insert(book, "payments", "pay", **_payment(book, session), session=session["id"], due=due)
    if due is not None:
        tell(book, "payment.waiting", key=session["key"], session=session["id"], payment=payment)
        return "waiting"
    come_through(book, sought(book, "payments", payment))
    return "paid"


def _payment(book: Book, source: Row) -> dict[str, Any]:
    names = ("key", "amount", "currency")
    return {name: source[name] for name in names} | {"state": "waiting", "created": clock(book)}


def come_through(book: Book, payment: Row) -> None:
    """The money of a payment is there; the first one of a monthly gift begins its subscription."""
    session, subscription, moment = sought(book, "sessions", payment["session"]), payment["subscription"], clock(book)
    if session["monthly"] and not subscription:
        names = {name: session[name] for name in ("key", "amount", "currency")} | {"session": session["id"]}
        following = month_after(moment, 1)
        subscription = insert(
            book, "subscriptions", "sub", **names, card=ACCEPTED, anchor=moment, months=1, next=following
        )
        change(book, "sessions", session["id"], subscription=subscription)
        tell(book, "subscription.started", key=session["key"], session=session["id"], subscription=subscription)
    change(book, "payments", payment["id"], state="paid", paid=moment, subscription=subscription)
    about = {"key": payment["key"], "session": session["id"], "subscription": subscription}
    tell(book, "payment.received", **about, payment=payment["id"])


def close(book: Book, session: Row, state: str = "closed") -> None:
    """One that is paid or gone stays as it is."""
    if session["state"] == "open":
        change(book, "sessions", session["id"], state=state)
        tell(book, f"session.{state}", key=session["key"], session=session["id"])


def month_after(anchor: int, months: int) -> int:
    """So many months after a moment, on the same day of the month, or on its last where it has no such day."""
    start = datetime.fromtimestamp(anchor, UTC)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return int(start.replace(year=year, month=month + 1, day=day).timestamp())


def owed(book: Book, subscription: str) -> Row | None:
    """The oldest monthly payment that was refused and is still tried."""
    query = "select * from invoices where subscription = ? and state = 'open' order by number"
    return one_of(book, query, subscription)


def standing(book: Book, subscription: Row) -> str:
    """`active`, `failing`, `paused` or `ended`."""
    if subscription["state"] == "active" and owed(book, subscription["id"]):
        return "failing"
    return str(subscription["state"])


def charge_month(book: Book, subscription: Row) -> None:
    """What falls due: while it is paused nothing is charged, but the day moves on."""
    months = subscription["months"] + 1
    following = month_after(subscription["anchor"], months)
    change(book, "subscriptions", subscription["id"], months=months, next=following)
    if subscription["state"] != "active":
        return
    names = {name: subscription[name] for name in ("amount", "currency")}
    due = subscription["next"]
    invoice = insert(book, "invoices", "inv", subscription=subscription["id"], **names, due=due, again=due)
    try_invoice(book, sought(book, "invoices", invoice))


def try_invoice(book: Book, invoice: Row) -> None:
    subscription = sought(book, "subscriptions", invoice["subscription"])
    about = {name: subscription[name] for name in ("key", "session")} | {"subscription": subscription["id"]}
    if subscription["card"] != REFUSED:
        paid = _payment(book, subscription) | {name: invoice[name] for name in ("amount", "currency")}
        payment = insert(book, "payments", "pay", **paid, session=about["session"], subscription=subscription["id"])
        change(book, "invoices", invoice["id"], state="paid", payment=payment)
        come_through(book, sought(book, "payments", payment))
        return
    refusals = invoice["refusals"] + 1
    if refusals > len(TRIED_AGAIN):
        change(book, "invoices", invoice["id"], refusals=refusals)
        end(book, subscription)
        return
    again = invoice["due"] + TRIED_AGAIN[refusals - 1] * DAY
    change(book, "invoices", invoice["id"], refusals=refusals, again=again)
    tell(book, "payment.refused", **about)


def end(book: Book, subscription: Row) -> None:
    """One that has ended already stays so; what it still owes is owed no more."""
    if subscription["state"] != "ended":
        _forgive(book, subscription)
        change(book, "subscriptions", subscription["id"], state="ended")
        _tell_change(book, subscription, "subscription.ended")


def alter(book: Book, subscription: Row, amount: int, currency: str) -> None:
    """From the next charge on; what is owed already stays as it was."""
    _goes_on(subscription)
    if currency != subscription["currency"]:
        raise Refusal("currency_differs")
    change(book, "subscriptions", subscription["id"], amount=amount)
    _tell_change(book, subscription)


def pause(book: Book, subscription: Row) -> None:
    """What is owed is forgiven, and nothing is charged until it is resumed."""
    _goes_on(subscription)
    _forgive(book, subscription)
    change(book, "subscriptions", subscription["id"], state="paused")
    _tell_change(book, subscription)


def resume(book: Book, subscription: Row) -> None:
    _goes_on(subscription)
    change(book, "subscriptions", subscription["id"], state="active")
    _tell_change(book, subscription)


def change_card(book: Book, subscription: Row, card: str) -> None:
    """What is owed is tried at once with the new card."""
    _goes_on(subscription)
    change(book, "subscriptions", subscription["id"], card=card)
    _tell_change(book, subscription)
    invoice = owed(book, subscription["id"])
    if invoice is not None and card != REFUSED:
        try_invoice(book, invoice)


def _goes_on(subscription: Row) -> None:
    if subscription["state"] == "ended":
        raise Refusal("subscription_ended")


def _forgive(book: Book, subscription: Row) -> None:
    for invoice in all_of(
        book, "select id from invoices where state = 'open' and subscription = ?", subscription["id"]
    ):
        change(book, "invoices", invoice["id"], state="void")


def _tell_change(book: Book, subscription: Row, kind: str = "subscription.changed") -> None:
    about = {name: subscription[name] for name in ("key", "session")}
    tell(book, kind, **about, subscription=subscription["id"])


def given_back(book: Book, payment: str) -> int:
    row = one_of(book, "select coalesce(sum(amount), 0) as gone from refunds where payment = ?", payment)
    return int(row["gone"]) if row else 0


def refund(book: Book, payment: Row, amount: int, currency: str, key: str) -> Row:
    if payment["state"] != "paid":
        raise Refusal("not_paid")
    if currency != payment["currency"]:
        raise Refusal("currency_differs")
    left = payment["amount"] - given_back(book, payment["id"])
    if amount > left:
        raise Refusal("amount_too_large" if left else "charge_already_refunded")
    made = insert(book, "refunds", "ref", payment=payment["id"], key=key, amount=amount, created=clock(book))
    about = {name: payment[name] for name in ("key", "session", "subscription")}
    tell(book, "refund.made", **about, payment=payment["id"])
    return sought(book, "refunds", made)
