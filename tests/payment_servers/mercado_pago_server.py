"""A Mercado Pago of our own on this machine, for tests: Checkout Pro, subscriptions, refunds, signed calls.

It stands for what the public documentation says and for what others measured: amounts are JSON numbers and nothing
else, an unknown field is refused, the same `X-Idempotency-Key` gets the same answer, a search answers in pages, lists
also what the account itself paid, and may list a payment late (`lists_payments`), no charge at all (`lists_charges`) or
what was not asked for (`filters`).
"""

import hmac
import json
import random
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

COLLECTOR, TRIES = 4001, 4
CARDS = {"accepted": "A card that is accepted", "refused": "A card that is refused", "pending": "A card under review"}
ITEM = {"id", "title", "description", "quantity", "category_id", "unit_price", "currency_id"}
PREFERENCE = {
    *("items", "payer", "back_urls", "auto_return", "external_reference", "notification_url", "statement_descriptor"),
    *("expires", "expiration_date_from", "expiration_date_to", "metadata"),
}
RECURRING = {"frequency", "frequency_type", "transaction_amount", "currency_id", "start_date", "end_date"}
PREAPPROVAL = {"reason", "external_reference", "payer_email", "back_url", "auto_recurring", "status"}
GOES_TO = {"pending": {"cancelled"}, "authorized": {"paused", "cancelled"}, "paused": {"authorized", "cancelled"}}


class No(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def encoded(value: Any) -> str:
    """JSON with Decimals as numbers, by a way of its own: each becomes a word that is exchanged afterwards."""
    numbers: dict[str, str] = {}

    def word(number: Decimal) -> str:
        numbers[name := secrets.token_hex(12)] = str(number)
        return name

    text = json.dumps(value, default=word)
    for name, number in numbers.items():
        text = text.replace(f'"{name}"', number)
    return text


def known(body: dict[str, Any], names: set[str]) -> None:
    if unknown := set(body) - names:
        raise No(400, f"unknown_{sorted(unknown)[0]}")


class MercadoPagoServer:
    """`webhook` is where subscriptions tell of themselves; payments of a preference tell its `notification_url`."""

    def __init__(self, webhook: str, currency: str, token: str, secret: str) -> None:
        self.webhook, self.currency, self.token, self.secret = webhook, currency, token, secret
        self.lock = threading.RLock()
        self.preferences: dict[str, dict[str, Any]] = {}
        self.preapprovals: dict[str, dict[str, Any]] = {}
        self.payments: dict[str, dict[str, Any]] = {}
        self.charges: dict[str, dict[str, Any]] = {}
        self.chargebacks: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, tuple[str, int, str]] = {}
        self.calls: list[dict[str, Any]] = []
        self.bodies: list[tuple[str, str]] = []
        self.lists_payments = self.lists_charges = self.filters = True
        self.page = 30
        self.milliseconds = False
        self.hang = self.broken = self.refusals = 0
        self.numbers = iter(range(9001, 10**6))
        self.last_moment = datetime.now(UTC)
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"mercado_pago": self}))
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"

    def moment(self) -> str:
        """No two are the same, so that what happened has an order."""
        self.last_moment = max(datetime.now(UTC), self.last_moment + timedelta(milliseconds=1))
        told = self.last_moment - timedelta(hours=4)
        return told.isoformat(timespec="milliseconds").replace("+00:00", "-04:00")

    # What the API answers

    def answer(self, method: str, path: list[str], query: dict[str, str], body: Any, key: str) -> Any:
        match [method, *path]:
            case ["POST", "checkout", "preferences"]:
                return self.new_preference(body)
            case ["GET" | "PUT", "checkout", "preferences", name]:
                return self.one(self.preferences, name, body, PREFERENCE)
            case ["POST", "preapproval"]:
                return self.new_preapproval(body)
            case ["GET", "preapproval", "search"]:
                return self.found(self.of_reference(self.preapprovals, query), query)
            case ["GET", "preapproval", name]:
                return self.one(self.preapprovals, name, None, set())
            case ["PUT", "preapproval", name]:
                return self.change_preapproval(name, body)
            case ["GET", "authorized_payments", "search"]:
                if int(query.get("limit", 0)) > 50:
                    raise No(400, "limit")
                rows = [one for one in self.charges.values() if one["preapproval_id"] == query["preapproval_id"]]
                return self.found(rows if self.lists_charges else [], query)
            case ["GET", "authorized_payments", name]:
                return self.one(self.charges, name, None, set())
            case ["GET", "v1", "chargebacks", name]:
                return self.one(self.chargebacks, name, None, set())
            case ["GET", "v1", "payments", "search"]:
                return self.search_payments(query)
            case ["GET", "v1", "payments", name]:
                return self.one(self.payments, name, None, set())
            case ["GET", "v1", "payments", name, "refunds"]:
                return self.one(self.payments, name, None, set())["refunds"]
            case ["POST", "v1", "payments", name, "refunds"]:
                if not key:
                    raise No(400, "4292")
                known(body, {"amount"})
                return self.give_back(name, body.get("amount"))
        raise No(404, "resource_not_found")

    def one(self, rows: dict[str, dict[str, Any]], name: str, body: Any, names: set[str]) -> dict[str, Any]:
        if name not in rows:
            raise No(404, "not_found")
        if body is not None:
            known(body, names)
            rows[name] |= body
        return rows[name]

    def amount(self, value: Any, currency: Any) -> Decimal:
        if type(value) not in {int, Decimal}:
            raise No(400, "4041")
        if currency != self.currency:
            raise No(400, "currency_id")
        places = 0 if currency in {"CLP", "COP"} else 2
        if value <= 0 or Decimal(value) != round(Decimal(value), places):
            raise No(400, "4040" if value <= 0 else "invalid_decimals")
        return Decimal(value)

    def new_preference(self, body: dict[str, Any]) -> dict[str, Any]:
        known(body, PREFERENCE)
        (item,) = body["items"]
        known(item, ITEM)
        self.amount(item["unit_price"], item["currency_id"])
        if len(body.get("statement_descriptor", "")) > 13 or body.get("auto_return") != "approved":
            raise No(400, "invalid_statement_descriptor")
        name = f"{COLLECTOR}-{secrets.token_hex(8)}"
        page = f"{self.address}/checkout/v1/redirect?pref_id={name}"
        self.preferences[name] = body | {"id": name, "init_point": page, "collector_id": COLLECTOR}
        return self.preferences[name]

    def new_preapproval(self, body: dict[str, Any]) -> dict[str, Any]:
        known(body, PREAPPROVAL)
        recurring = body["auto_recurring"]
        known(recurring, RECURRING)
        self.amount(recurring["transaction_amount"], recurring["currency_id"])
        if body["status"] != "pending" or (recurring["frequency"], recurring["frequency_type"]) != (1, "months"):
            raise No(400, "invalid_status")
        name = secrets.token_hex(16)
        page = f"{self.address}/subscriptions/checkout?preapproval_id={name}"
        self.preapprovals[name] = body | {"id": name, "init_point": page, "next_payment_date": self.moment()}
        return self.preapprovals[name]

    def change_preapproval(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        preapproval = self.one(self.preapprovals, name, None, set())
        known(body, {"status", "auto_recurring", "reason", "external_reference", "back_url"})
        if "auto_recurring" in body:
            known(body["auto_recurring"], {"transaction_amount", "currency_id"})
            self.amount(body["auto_recurring"]["transaction_amount"], body["auto_recurring"]["currency_id"])
            preapproval["auto_recurring"] |= body["auto_recurring"]
        if "status" in body:
            if body["status"] not in GOES_TO.get(preapproval["status"], set()):
                raise No(400, "invalid_status_change")
            preapproval["status"] = body["status"]
        self.tell("subscription_preapproval", "updated", name)
        return preapproval

    def of_reference(self, rows: dict[str, dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
        wanted = query.get("external_reference") if self.filters else None
        return [one for one in rows.values() if wanted is None or one["external_reference"] == wanted]

    def search_payments(self, query: dict[str, str]) -> dict[str, Any]:
        rows = self.of_reference(self.payments if self.lists_payments else {}, query)
        order = query.get("sort", "date_created")
        if "range" in query:
            start, end = (datetime.fromisoformat(query[name]) for name in ("begin_date", "end_date"))
            rows = [one for one in rows if start <= datetime.fromisoformat(one[query["range"]]) <= end]
        rows.sort(key=lambda one: datetime.fromisoformat(one[order]), reverse=query.get("criteria") == "desc")
        return self.found(rows, query)

    def found(self, rows: list[dict[str, Any]], query: dict[str, str]) -> dict[str, Any]:
        offset, limit = int(query.get("offset", 0)), min(int(query.get("limit", self.page)), self.page)
        paging = {"total": len(rows), "offset": offset, "limit": limit}
        return {"paging": paging, "results": rows[offset : offset + limit]}

    def give_back(self, name: str, amount: Any) -> dict[str, Any]:
        payment = self.one(self.payments, name, None, set())
        left = payment["transaction_amount"] - payment["transaction_amount_refunded"]
        amount = left if amount is None else self.amount(amount, payment["currency_id"])
        if payment["status"] not in {"approved", "in_mediation"} or amount > left:
            raise No(400, "2063")
        moment = self.moment()
        refund = {"id": next(self.numbers), "payment_id": payment["id"], "amount": amount, "status": "approved"}
        payment["refunds"].append(refund | {"date_created": moment, "metadata": {}})
        payment["transaction_amount_refunded"] += amount
        whole = payment["transaction_amount_refunded"] == payment["transaction_amount"]
        payment["status"] = "refunded" if whole else "approved"
        payment["status_detail"] = "refunded" if whole else "partially_refunded"
        payment["date_last_updated"] = moment
        self.tell("payment", "payment.updated", name)
        return payment["refunds"][-1]

    # What happens on its pages and by itself

    def new_payment(self, amount: Any, reference: str, status: str, **facts: Any) -> dict[str, Any]:
        moment = self.moment()
        payment = {
            "id": next(self.numbers),
            "status": status,
            "status_detail": {"approved": "accredited", "rejected": "cc_rejected_other_reason"}.get(status, status),
            "transaction_amount": Decimal(amount),
            "transaction_amount_refunded": Decimal(0),
            "currency_id": self.currency,
            "date_created": moment,
            "date_approved": moment if status == "approved" else None,
            "date_last_updated": moment,
            "external_reference": reference,
            "operation_type": "regular_payment",
            "collector_id": COLLECTOR,
            "refunds": [],
            "metadata": {},
        } | facts
        self.payments[str(payment["id"])] = payment
        return payment

    def pay(self, name: str, card: str = "accepted") -> dict[str, Any]:
        """As a donor on the hosted page, who has chosen a card; `name` is a preference, a preapproval or a session."""
        with self.lock:
            name = name.rsplit("/", 1)[-1]
            status = {"accepted": "approved", "refused": "rejected", "pending": "in_process"}[card]
            if name in self.preapprovals:
                return self.authorize(self.preapprovals[name], status)
            preference = self.preferences[name]
            if datetime.fromisoformat(preference["expiration_date_to"]) <= datetime.now(UTC):
                raise No(410, "expired")
            (item,) = preference["items"]
            payment = self.new_payment(item["unit_price"], preference["external_reference"], status)
            self.tell("payment", "payment.created", str(payment["id"]), preference["notification_url"])
            return payment

    def authorize(self, preapproval: dict[str, Any], status: str) -> dict[str, Any]:
        if preapproval["status"] != "pending":
            raise No(410, "not_pending")
        if status == "rejected":
            amount = preapproval["auto_recurring"]["transaction_amount"]
            return self.new_payment(amount, preapproval["external_reference"], "rejected")
        preapproval["status"] = "authorized"
        proof = self.new_payment(1, preapproval["external_reference"], "refunded", operation_type="card_validation")
        self.tell("payment", "payment.created", str(proof["id"]))
        self.tell("subscription_preapproval", "updated", preapproval["id"])
        return self.charge(preapproval, status)

    def charge(self, preapproval: dict[str, Any], status: str = "approved") -> dict[str, Any]:
        charge = self.schedule(preapproval)
        due = datetime.fromisoformat(preapproval["next_payment_date"]) + timedelta(days=30)
        preapproval["next_payment_date"] = due.isoformat(timespec="milliseconds")
        return self.try_charge(charge, status)

    def schedule(self, preapproval: dict[str, Any]) -> dict[str, Any]:
        name, moment = str(next(self.numbers)), self.moment()
        self.charges[name] = {
            "id": int(name),
            "preapproval_id": preapproval["id"],
            "transaction_amount": preapproval["auto_recurring"]["transaction_amount"],
            "currency_id": self.currency,
            "date_created": moment,
            "debit_date": moment,
            "retry_attempt": 0,
            "status": "scheduled",
        }
        return self.charges[name]

    def try_charge(self, charge: dict[str, Any], status: str = "approved") -> dict[str, Any]:
        preapproval = self.preapprovals[charge["preapproval_id"]]
        if self.refusals:
            self.refusals, status = self.refusals - 1, "rejected"
        payment = self.new_payment(
            charge["transaction_amount"],
            preapproval["external_reference"],
            status,
            operation_type="recurring_payment",
            point_of_interaction={"transaction_data": {"subscription_id": preapproval["id"]}},
        )
        charge["payment"] = {name: payment[name] for name in ("id", "status", "status_detail")}
        charge["status"] = "processed"
        if status == "rejected":
            charge["retry_attempt"] += 1
            charge["next_retry_date"] = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="milliseconds")
            charge["status"] = "recycling" if charge["retry_attempt"] < TRIES else "processed"
        self.tell("subscription_authorized_payment", "updated", str(charge["id"]))
        self.tell("payment", "payment.created", str(payment["id"]))
        return payment

    def next_month(self) -> None:
        with self.lock:
            for preapproval in self.preapprovals.values():
                if preapproval["status"] == "authorized":
                    self.charge(preapproval)

    def try_again(self) -> None:
        """What was refused is charged once more."""
        with self.lock:
            for charge in list(self.charges.values()):
                if charge["status"] == "recycling":
                    self.try_charge(charge)

    def fail_next(self, times: int = 1) -> None:
        self.refusals += times

    def settle(self, payment: int, status: str = "approved") -> None:
        """What was under review is decided."""
        with self.lock:
            row, moment = self.payments[str(payment)], self.moment()
            row |= {"status": status, "date_last_updated": moment}
            row["date_approved"] = moment if status == "approved" else None
            for charge in self.charges.values():
                if charge.get("payment", {}).get("id") == payment:
                    charge["payment"]["status"] = status
            self.tell("payment", "payment.updated", str(payment))

    def refund(self, payment: int, amount: Any = None) -> dict[str, Any]:
        """By somebody in the account's own pages."""
        with self.lock:
            return self.give_back(str(payment), amount)

    def charge_back(self, payment: int, detail: str = "in_process") -> None:
        with self.lock:
            row = self.payments[str(payment)]
            row |= {"status": "charged_back", "status_detail": detail, "date_last_updated": self.moment()}
            name = str(next(self.numbers))
            self.chargebacks[name] = {"id": name, "payments": [payment], "amount": row["transaction_amount"]}
            self.tell("topic_chargebacks_wh", "updated", name)

    def pay_a_bill(self, amount: Any = 27) -> dict[str, Any]:
        """What the account itself pays, for example to Mercado Pago: its search lists that too."""
        return self.new_payment(amount, "[5117560041]", "approved", collector_id=None)

    # What it tells

    def tell(self, kind: str, action: str, name: str, address: str = "") -> None:
        self.calls.append({"type": kind, "action": action, "name": name, "address": address or self.webhook})

    def signed(self, call: dict[str, Any], moment: datetime | None = None) -> tuple[str, dict[str, str], bytes]:
        """Query, headers and body of a call; each time it is sent, it is signed anew, as one that is tried again."""
        seconds = int((moment or datetime.now(UTC)).timestamp())
        told_at = f"{seconds}000" if self.milliseconds else str(seconds)
        request = secrets.token_hex(8)
        manifest = f"id:{call['name'].lower()};request-id:{request};ts:{told_at};"
        signature = hmac.digest(self.secret.encode(), manifest.encode(), "sha256").hex()
        headers = {"x-signature": f"ts={told_at},v1={signature}", "x-request-id": request}
        body = {"id": next(self.numbers), "live_mode": False, "type": call["type"], "action": call["action"]}
        body |= {"date_created": self.moment(), "user_id": COLLECTOR, "api_version": "v1", "data": {"id": call["name"]}}
        query = urlencode({"data.id": call["name"], "type": call["type"]})
        return query, headers | {"Content-Type": "application/json"}, encoded(body).encode()

    def deliver(self, *, shuffle: bool = False, times: int = 1, tries: int = 3) -> list[int]:
        """Send what was not told yet, each call so often; one that is not taken is tried again. What was answered."""
        with self.lock:
            calls, self.calls = self.calls * times, []
        if shuffle:
            random.shuffle(calls)
        answers = []
        for call in calls:
            for _try in range(tries):
                answers.append(send(call["address"], *self.signed(call)))
                if answers[-1] == 200:
                    break
        return answers


def send(address: str, query: str, headers: dict[str, str], body: bytes) -> int:
    joined = "&" if urlsplit(address).query else "?"
    request = urllib.request.Request(address + joined + query, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


class Handler(BaseHTTPRequestHandler):
    mercado_pago: MercadoPagoServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.respond()

    do_POST = do_PUT = do_GET

    def respond(self) -> None:
        server, parts = self.mercado_pago, urlsplit(self.path)
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if parts.path in {"/checkout/v1/redirect", "/subscriptions/checkout"}:
            return self.hosted(parts.path, dict(parse_qsl(parts.query)), text)
        if server.hang:
            time.sleep(server.hang)
        if server.broken:
            server.broken -= 1
            return self.say(500, '{"message":"internal_error"}')
        if self.headers.get("Authorization") != f"Bearer {server.token}":
            return self.say(401, '{"message":"invalid access token","error":"unauthorized"}')
        with server.lock:
            status, answer = self.once(parts.path, dict(parse_qsl(parts.query)), text)
        return self.say(status, answer)

    def once(self, path: str, query: dict[str, str], text: str) -> tuple[int, str]:
        """The same key gets the same answer; with another call it is a mistake of the caller."""
        server, key = self.mercado_pago, self.headers.get("X-Idempotency-Key") or ""
        call = f"{self.command} {path}"
        if key and key in server.answers:
            told, status, answer = server.answers[key]
            return (status, answer) if told == call + text else (400, '{"error":"idempotency_key","status":400}')
        server.bodies.append((call, text))
        if len(key) > 64:
            return 400, '{"error":"idempotency_key","status":400}'
        names = [name for name in path.split("/") if name]
        try:
            body = json.loads(text, parse_float=Decimal) if text else None
            answer = encoded(server.answer(self.command, names, query, body, key))
            status = 201 if self.command == "POST" else 200
        except (KeyError, TypeError, ValueError):
            status, answer = 400, '{"error":"bad_request","status":400}'
        except No as refusal:
            cause = [{"code": refusal.code, "description": f"You sent {text}"}]
            status, answer = refusal.status, encoded({"error": "bad_request", "message": text, "cause": cause})
        if key and status < 400:
            server.answers[key] = (call + text, status, answer)
        return status, answer

    def hosted(self, path: str, query: dict[str, str], text: str) -> None:
        """Its page: one chooses a card from a list, and types no number."""
        server, name = self.mercado_pago, query.get("pref_id") or query.get("preapproval_id") or ""
        row = server.preferences.get(name) or server.preapprovals.get(name)
        if row is None:
            return self.say(404, "Nothing is here.", "text/plain; charset=utf-8")
        if self.command == "GET":
            return self.say(200, page_of(row, self.path), "text/html; charset=utf-8")
        card = parse_qs(text).get("card", ["refused"])[0]
        try:
            payment = server.pay(name, card)
        except No:
            return self.say(410, "This page cannot be paid any more.", "text/plain; charset=utf-8")
        if card == "refused":
            return self.say(200, page_of(row, self.path, "The card was refused."), "text/html; charset=utf-8")
        back = row.get("back_url") or row["back_urls"]["success"]
        told = urlencode({"payment_id": payment["id"], "external_reference": row["external_reference"]})
        self.send_response(303)
        self.send_header("Location", f"{back}{'&' if urlsplit(back).query else '?'}{told}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def say(self, status: int, text: str, kind: str = "application/json") -> None:
        body = text.encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


def page_of(row: dict[str, Any], path: str, told: str = "") -> str:
    recurring = row.get("auto_recurring")
    title = row.get("reason") or row["items"][0]["title"]
    amount = recurring["transaction_amount"] if recurring else row["items"][0]["unit_price"]
    currency = recurring["currency_id"] if recurring else row["items"][0]["currency_id"]
    choices = "".join(
        f'<p><label><input type="radio" name="card" value="{name}" required> {text}</label></p>'
        for name, text in CARDS.items()
    )
    return (
        f'<!doctype html><html lang="en"><title>Mercado Pago of the tests</title><h1>{escape(title)}</h1>'
        f'<p>{currency} {amount}{" each month" if recurring else ""}</p><p role="status">{told}</p>'
        f'<form method="post" action="{escape(path)}">{choices}<button>Pay</button></form></html>'
    )


@contextmanager
def running_mercado_pago(
    webhook: str = "", *, currency: str = "UYU", token: str = "TEST-token", secret: str = "webhook-secret"
) -> Iterator[MercadoPagoServer]:
    server = MercadoPagoServer(webhook, currency, token, secret)
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()
        thread.join()
