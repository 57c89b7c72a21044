"""The hosted page and the portal: cards are chosen by Stripe's names for them, no number is typed."""

from html import escape
from typing import Any

from tests.payment_servers.stripe_books import Books, Refusal

CHOICES = {
    "4242": "Visa ending in 4242: succeeds",
    "declined": "Visa that is declined",
    "3ds": "Visa that asks for 3-D Secure",
    "debit": "Bank debit that takes days",
}
Answer = tuple[int, dict[str, str], str]


def show_page(books: Books, method: str, path: str, form: dict[str, str]) -> Answer:
    match path.strip("/").split("/"):
        case ["c", "pay", own]:
            return _pay(books, own, form) if method == "POST" else _checkout(books, own)
        case ["c", "3ds", own]:
            return _authenticate(books, own, form) if method == "POST" else _bank(own)
        case ["p", "session", own]:
            return _new_card(books, own) if method == "POST" else _portal(books, own)
    return _page(404, "Not found", "")


def _checkout(books: Books, own: str, problem: str = "") -> Answer:
    try:
        session = books.find("checkout.session", own)
    except Refusal:
        return _page(404, "Something went wrong", "<p>The page you were looking for could not be found.</p>")
    if session["status"] != "open":
        return _page(410, "This page is over", "<p>You are all done here: it was paid, or its time is up.</p>")
    asked = books.asked[own]["line_items"][0]["price_data"]
    rhythm = "Subscribe" if session["mode"] == "subscription" else "Donate"
    debit = [] if session["mode"] == "subscription" else ["debit"]
    cards = "".join(
        f'<p><label><input type="radio" name="card" value="{name}"{" checked" if name == "4242" else ""}> '
        f"{CHOICES[name]}</label></p>"
        for name in ["4242", "declined", "3ds", *debit]
    )
    return _page(
        200,
        escape(asked["product_data"]["name"]),
        f'<p class="amount">{session["amount_total"]} {escape(session["currency"].upper())}</p>'
        f'<p class="email">{escape(session["customer_email"] or "")}</p>'
        + (f'<p role="alert">{escape(problem)}</p>' if problem else "")
        + f'<form method="post">{cards}<button>{rhythm}</button></form>'
        + f'<p><a href="{escape(session["cancel_url"] or "#")}">Back</a></p>',
    )


def _pay(books: Books, own: str, form: dict[str, str]) -> Answer:
    card = form.get("card", "4242")
    try:
        session = books.pay(own, card)
    except Refusal:
        return _checkout(books, own)
    if card == "3ds":
        return _to(f"/c/3ds/{own}")
    return _after(books, session)


def _after(books: Books, session: dict[str, Any]) -> Answer:
    if session["status"] == "complete":
        return _to(session["success_url"])
    return _checkout(books, session["id"], "Your card was declined. Try another one.")


def _bank(own: str) -> Answer:
    buttons = "".join(f'<button name="passed" value="{value}">{word}</button>' for value, word in BANK.items())
    return _page(200, "3-D Secure", f'<p>Your bank asks whether it is you.</p><form method="post">{buttons}</form>')


BANK = {"yes": "Complete", "no": "Fail"}


def _authenticate(books: Books, own: str, form: dict[str, str]) -> Answer:
    return _after(books, books.authenticate(own, form.get("passed") == "yes"))


def _portal(books: Books, own: str) -> Answer:
    session = books.find("billing_portal.session", own)
    return _page(
        200,
        "Update your payment method",
        f'<form method="post"><button>Use another card</button></form>'
        f'<p><a href="{escape(session["return_url"])}">Return</a></p>',
    )


def _new_card(books: Books, own: str) -> Answer:
    session = books.find("billing_portal.session", own)
    books.new_card(session["customer"])
    return _to(session["return_url"])


def _to(address: str) -> Answer:
    return 303, {"Location": address}, ""


def _page(status: int, title: str, body: str) -> Answer:
    return (
        status,
        {},
        f'<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>",
    )
