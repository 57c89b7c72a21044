"""What a visitor does on the sandbox's pages. After each act the browser is sent on: loading again pays nothing.

A page is known by an address that nobody can guess; whoever has it may pay, as at a real provider.
"""

import re
import time
from dataclasses import dataclass
from sqlite3 import Row
from urllib.parse import urlsplit

from enlace.giving.sandbox.books import Book, Books, clock, known
from enlace.giving.sandbox.charging import ACCEPTED, CARDS, CONFIRM, REFUSED, SLOW, change_card, charge, is_open, sought
from enlace.giving.sandbox.pages import bank_page, card_gone_page, card_page, nothing_page, over_page, pay_page


@dataclass(frozen=True)
class Shown:
    """A page, or where the browser is sent; `leads` are the sites to which its forms may lead."""

    status: int
    page: str = ""
    goes: str = ""
    leads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """`query` and `form` hold the last value of each name; `form` is None where nothing was sent."""

    path: str
    query: dict[str, str]
    form: dict[str, str] | None
    language: str = "en"


def visit(books: Books, told: Visit, slow_seconds: float) -> Shown:
    if match := re.fullmatch(r"/pay/(\w+)(/confirm)?", told.path):
        if told.form and told.form.get("card") == SLOW and told.form.get("act") == "pay":
            time.sleep(slow_seconds)
        with books.open() as book:
            session = known(book, "sessions", match[1])
            if session is not None:
                return _at_bank(book, session, told) if match[2] else _at_pay(book, session, told)
    if match := re.fullmatch(r"/card/(\w+)", told.path):
        with books.open() as book:
            page = known(book, "card_pages", match[1])
            if page is not None:
                return _at_card(book, page, told)
    return Shown(404, nothing_page(told.language))


def _at_pay(book: Book, session: Row, told: Visit) -> Shown:
    if not is_open(book, session):
        return _over(session, told)
    if told.form is None:
        wrong = told.query.get("said", "")
        return _page(session, pay_page(session, wrong if wrong == "was_refused" else ""))
    if told.form.get("act") == "cancel":
        return Shown(303, goes=session["back"])
    card = told.form.get("card", "")
    if card not in CARDS:
        return _page(session, pay_page(session, "no_card"), 400)
    if card == CONFIRM:
        return Shown(303, goes=f"/pay/{session['id']}/confirm")
    return _charged(book, session, card)


def _at_bank(book: Book, session: Row, told: Visit) -> Shown:
    if not is_open(book, session):
        return _over(session, told)
    act = (told.form or {}).get("act")
    if act not in {"confirm", "decline"}:
        return _page(session, bank_page(session))
    return _charged(book, session, CONFIRM if act == "confirm" else REFUSED)


def _charged(book: Book, session: Row, card: str) -> Shown:
    if charge(book, session, card) == "refused":
        return Shown(303, goes=f"/pay/{session['id']}?said=was_refused")
    return Shown(303, goes=session["done"])


def _over(session: Row, told: Visit) -> Shown:
    """A second press of the button goes where the first one went; whoever comes back is told."""
    if told.form is not None and session["state"] == "paid":
        return Shown(303, goes=session["done"])
    return _page(session, over_page(session), 200 if session["state"] == "paid" else 410)


def _page(session: Row, page: str, status: int = 200) -> Shown:
    return Shown(status, page, leads=tuple(sorted({_site(session["done"]), _site(session["back"])})))


def _at_card(book: Book, page: Row, told: Visit) -> Shown:
    subscription = sought(book, "subscriptions", page["subscription"])
    session = sought(book, "sessions", subscription["session"])
    if subscription["state"] == "ended" or clock(book) >= page["expires"]:
        return Shown(410, card_gone_page(page))
    form = told.form or {}
    if form.get("act") == "cancel":
        return Shown(303, goes=page["back"])
    if form.get("act") == "save" and form.get("card") in {ACCEPTED, REFUSED}:
        change_card(book, subscription, form["card"])
        return Shown(303, goes=page["back"])
    return Shown(200, card_page(page, subscription, session), leads=(_site(page["back"]),))


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
