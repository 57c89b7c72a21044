"""What a Stripe account holds and what happens in it: pages that are paid, months that pass, money that goes back.

Time does not move here: `next_month` makes each subscription due now.
"""

import itertools
import re
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from enlace.giving.providers.stripe_amounts import CURRENCIES, LEAST, MOST, STEPS
from tests.payment_servers import stripe_objects as objects

MONTH, THREE_DAYS = 30 * 24 * 3600, 3 * 24 * 3600
CARDS = {"4242": "pm_card_visa", "declined": "pm_card_visa_chargeDeclined", "3ds": "pm_card_threeDSecure2Required"}
"""Stripe's names of its test cards; `debit` is no card, but takes days."""
PREFIX = "INSTITUTO"
"""What the account has set before the suffix of a statement."""
BEGINNINGS = {
    **{"checkout.session": "cs_test", "payment_intent": "pi", "charge": "ch", "refund": "re", "dispute": "dp"},
    **{"customer": "cus", "subscription": "sub", "subscription_item": "si", "invoice": "in", "price": "price"},
    **{"product": "prod", "invoice_payment": "inpay", "billing_portal.session": "bps", "event": "evt"},
}


class Refusal(Exception):
    """What the API answers instead: status, type, code, sentence, parameter."""

    def __init__(self, status: int, message: str, code: str | None = None, param: str | None = None, **more: Any):
        super().__init__(message)
        told = {"type": "invalid_request_error", "message": message, "code": code, "param": param} | more
        self.status, self.told = status, {name: value for name, value in told.items() if value is not None}


class Books:
    def __init__(self, version: str) -> None:
        self.address = ""
        self.lock = threading.RLock()
        self.version = version
        self.kept: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in BEGINNINGS}
        self.asked: dict[str, dict[str, Any]] = {}
        self.failures = 0
        self.tell: Callable[[dict[str, Any]], None] = lambda event: None
        self._numbers = itertools.count(1)

    def name(self, kind: str) -> str:
        return f"{BEGINNINGS[kind]}_{next(self._numbers):06d}enlace"

    def keep(self, thing: dict[str, Any]) -> dict[str, Any]:
        self.kept[thing["object"]][thing["id"]] = thing
        return thing

    def find(self, kind: str, own: str, param: str = "id") -> dict[str, Any]:
        found = self.kept[kind].get(own)
        if found is None:
            raise Refusal(404, f"No such {kind.replace('.', ' ')}: '{own}'", "resource_missing", param)
        return found

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The newest first, as lists of the API are."""
        return [*reversed(self.kept[kind].values())]

    def emit(self, kind: str, thing: dict[str, Any]) -> None:
        event = {
            "id": self.name("event"),
            "object": "event",
            "api_version": self.version,
            "created": moment(),
            "data": {"object": deepcopy(thing)},
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
        }
        self.tell(self.keep(event))

    # The hosted page

    def open_session(self, given: dict[str, Any]) -> dict[str, Any]:
        check_session(given)
        session = self.keep(objects.new_session(given, self.name("checkout.session"), moment(), self.address))
        self.asked[session["id"]] = given
        return session

    def expire(self, own: str) -> dict[str, Any]:
        session = self.find("checkout.session", own, "session")
        if session["status"] != "open":
            raise Refusal(400, 'Only Checkout Sessions with a status in ["open"] can be expired.')
        session.update(status="expired", url=None)
        self.emit("checkout.session.expired", session)
        return session

    def pay(self, own: str, card: str = "4242") -> dict[str, Any]:
        """The session after a try. A declined card leaves it open; `3ds` waits for `authenticate`."""
        with self.lock:
            session = self.find("checkout.session", own)
            if session["status"] != "open":
                raise Refusal(400, "This session cannot be paid any more.")
            intent = self._intent_of(session)
            if card == "3ds":
                intent["status"] = "requires_action"
                self.emit("payment_intent.requires_action", intent)
            elif card == "debit":
                intent["status"] = "processing"
                self._complete(session, intent)
            elif card == "declined":
                self._decline(intent)
            else:
                self._finish(session, intent)
            return session

    def authenticate(self, own: str, passed: bool = True) -> dict[str, Any]:
        with self.lock:
            session = self.find("checkout.session", own)
            intent = self._intent_of(session)
            if not passed:
                self._decline(intent, "payment_intent_authentication_failure")
            elif session["status"] == "open":
                self._finish(session, intent)
            return session

    def clear(self, own: str, received: bool = True) -> None:
        """What took days has come, or has not."""
        with self.lock:
            session = self.find("checkout.session", own)
            intent = self._intent_of(session)
            if received:
                self._charge(intent)
                session["payment_status"] = "paid"
            else:
                self._decline(intent)
            self.emit(f"checkout.session.async_payment_{'succeeded' if received else 'failed'}", session)

    def _intent_of(self, session: dict[str, Any]) -> dict[str, Any]:
        given = self.asked[session["id"]]
        known = session["payment_intent"] or given.get("_intent")
        if known:
            return self.find("payment_intent", known)
        own, data = self.name("payment_intent"), given.get("payment_intent_data", {})
        intent = objects.new_intent(own, moment(), session["amount_total"], session["currency"], **deepcopy(data))
        given["_intent"] = own
        if session["mode"] == "payment":
            session["payment_intent"] = own
        self.emit("payment_intent.created", self.keep(intent))
        return intent

    def _decline(self, intent: dict[str, Any], code: str = "card_declined") -> None:
        charge = self.keep(objects.new_charge(self.name("charge"), moment(), intent, "failed", code))
        error = {"type": "card_error", "code": code, "charge": charge["id"], "message": "Your card was declined."}
        intent.update(status="requires_payment_method", last_payment_error=error, latest_charge=charge["id"])
        self.emit("charge.failed", charge)
        self.emit("payment_intent.payment_failed", intent)

    def _charge(self, intent: dict[str, Any]) -> dict[str, Any]:
        charge = self.keep(objects.new_charge(self.name("charge"), moment(), intent, "succeeded", None))
        intent.update(status="succeeded", amount_received=intent["amount"], last_payment_error=None)
        intent["latest_charge"] = charge["id"]
        self.emit("charge.succeeded", charge)
        self.emit("payment_intent.succeeded", intent)
        return charge

    def _finish(self, session: dict[str, Any], intent: dict[str, Any]) -> None:
        if session["mode"] == "subscription":
            self._subscribe(session, intent)
        else:
            self._charge(intent)
        session["payment_status"] = "paid"
        self._complete(session, intent)

    def _complete(self, session: dict[str, Any], intent: dict[str, Any]) -> None:
        session.update(status="complete", url=None)
        self.emit("checkout.session.completed", session)

    # What is given monthly

    def _subscribe(self, session: dict[str, Any], intent: dict[str, Any]) -> None:
        given, now, card = self.asked[session["id"]], moment(), CARDS["4242"]
        customer = objects.new_customer(self.name("customer"), now, session["customer_email"], card)
        own, price = self.name("subscription"), given["line_items"][0]["price_data"]
        priced = self.keep(objects.new_price(self.name("price"), now, price, self.name("product")))
        item = objects.new_item(self.name("subscription_item"), now, own, priced, now + MONTH)
        data = deepcopy(given.get("subscription_data", {}))
        subscription = objects.new_subscription(own, now, data, customer["id"], card, item)
        self.keep(customer)
        self.keep(subscription)
        session.update(subscription=own, customer=customer["id"])
        intent["customer"] = customer["id"]
        self.emit("customer.created", customer)
        self.emit("customer.subscription.created", subscription)
        invoice = self._invoice(subscription, "subscription_create", intent)
        session["invoice"] = invoice["id"]
        self.attempt(invoice, True)

    def _invoice(
        self, subscription: dict[str, Any], reason: str, intent: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        invoice = self.keep(objects.new_invoice(self.name("invoice"), moment(), subscription, reason))
        subscription["latest_invoice"] = invoice["id"]
        if intent is None:
            own = self.name("payment_intent")
            intent = objects.new_intent(own, moment(), invoice["amount_due"], invoice["currency"])
            self.keep(intent | {"customer": invoice["customer"], "description": "Subscription update"})
        named = self.name("invoice_payment")
        self.keep(objects.new_invoice_payment(named, moment(), invoice, intent["id"]))
        self.emit("invoice.created", invoice)
        self.emit("invoice.finalized", invoice)
        return invoice

    def attempt(self, invoice: dict[str, Any], succeeds: bool) -> None:
        payment = next(one for one in self.all("invoice_payment") if one["invoice"] == invoice["id"])
        intent = self.find("payment_intent", payment["payment"]["payment_intent"])
        own = invoice["parent"]["subscription_details"]["subscription"]
        subscription = self.find("subscription", own)
        invoice.update(attempted=True, attempt_count=invoice["attempt_count"] + 1)
        if succeeds:
            self._charge(intent)
            payment.update(status="paid", amount_paid=invoice["amount_due"])
            payment["status_transitions"]["paid_at"] = invoice["status_transitions"]["paid_at"] = moment()
            invoice.update(status="paid", amount_paid=invoice["amount_due"], amount_remaining=0)
            invoice["next_payment_attempt"] = None
            self.emit("invoice.paid", invoice)
            self.emit("invoice.payment_succeeded", invoice)
        else:
            self._decline(intent)
            invoice["next_payment_attempt"] = moment() + THREE_DAYS
            self.emit("invoice.payment_failed", invoice)
        self._state(subscription, "active" if succeeds else "past_due")

    def _state(self, subscription: dict[str, Any], status: str) -> None:
        if subscription["status"] != status:
            subscription["status"] = status
            self.emit("customer.subscription.updated", subscription)

    def next_month(self, months: int = 1) -> None:
        with self.lock:
            for _turn in range(months):
                for subscription in [*self.kept["subscription"].values()]:
                    if subscription["status"] in ("active", "past_due"):
                        self._month(subscription)

    def _month(self, subscription: dict[str, Any]) -> None:
        item = subscription["items"]["data"][0]
        item.update(current_period_start=moment(), current_period_end=moment() + MONTH)
        self.emit("customer.subscription.updated", subscription)
        invoice = self._invoice(subscription, "subscription_cycle")
        if subscription["pause_collection"]:
            self.void(invoice["id"])
            return
        self.attempt(invoice, not self._fails())

    def retry(self) -> None:
        """Stripe tries again what is owed."""
        with self.lock:
            for invoice in [one for one in self.all("invoice") if one["status"] == "open"]:
                self.attempt(invoice, not self._fails())

    def fail_next(self, times: int = 1) -> None:
        """So many of the next monthly payments are refused."""
        self.failures = times

    def _fails(self) -> bool:
        self.failures, fails = max(self.failures - 1, 0), self.failures > 0
        return fails

    def void(self, own: str) -> dict[str, Any]:
        invoice = self.find("invoice", own, "invoice")
        if invoice["status"] not in ("open", "uncollectible"):
            raise Refusal(400, "You can only pass in open invoices. This invoice isn't open.")
        invoice.update(status="void", next_payment_attempt=None)
        invoice["status_transitions"]["voided_at"] = moment()
        subscription = self.find("subscription", invoice["parent"]["subscription_details"]["subscription"])
        self.emit("invoice.voided", invoice)
        self._state(subscription, "active")
        return invoice

    def change(self, own: str, given: dict[str, Any]) -> dict[str, Any]:
        subscription = self.find("subscription", own)
        if subscription["status"] == "canceled":
            raise Refusal(400, "A canceled subscription can only update its cancellation_details and metadata.")
        for changed in given.get("items", []):
            item = next((one for one in subscription["items"]["data"] if one["id"] == changed.get("id")), None)
            if item is None or changed["price_data"]["currency"] != subscription["currency"]:
                raise Refusal(400, "The item and its currency must be those of the subscription.", param="items")
            check_amount(changed["price_data"]["unit_amount"], changed["price_data"]["currency"])
            price = objects.new_price(self.name("price"), moment(), changed["price_data"], item["price"]["product"])
            item.update(price=self.keep(price), plan=objects.plan_of(price))
        if "pause_collection" in given:
            subscription["pause_collection"] = given["pause_collection"] or None
        if "default_payment_method" in given:
            subscription["default_payment_method"] = given["default_payment_method"] or None
        self.emit("customer.subscription.updated", subscription)
        return subscription

    def end(self, own: str) -> dict[str, Any]:
        subscription = self.find("subscription", own)
        if subscription["status"] == "canceled":
            raise Refusal(404, f"No such subscription: '{own}'", "resource_missing", "id")
        subscription.update(status="canceled", canceled_at=moment(), ended_at=moment())
        for invoice in self.all("invoice"):
            if invoice["customer"] == subscription["customer"] and invoice["status"] == "open":
                invoice["auto_advance"] = False
        self.emit("customer.subscription.deleted", subscription)
        return subscription

    def new_card(self, customer: str) -> None:
        """What the portal does: the next payments use the customer's card."""
        found = self.find("customer", customer)
        found["invoice_settings"]["default_payment_method"] = self.name("customer").replace("cus", "pm")
        self.failures = 0
        self.emit("customer.updated", found)

    # Money that goes back

    def refund(self, payment_intent: str, amount: int | None = None, **more: Any) -> dict[str, Any]:
        """Without `more`, as somebody makes it in the account's own pages."""
        with self.lock:
            intent = self.find("payment_intent", payment_intent, "payment_intent")
            charge = self.kept["charge"].get(intent["latest_charge"] or "")
            if charge is None or not charge["paid"]:
                raise Refusal(400, "This PaymentIntent has no successful charge to refund.", param="payment_intent")
            left = charge["amount"] - charge["amount_refunded"]
            if not left:
                raise Refusal(400, "Charge has already been refunded.", "charge_already_refunded")
            amount = amount or left
            if amount > left or amount % STEPS.get(charge["currency"].upper(), 1):
                raise Refusal(400, "Refund amount is greater than the unrefunded amount.", param="amount")
            refund = self.keep(objects.new_refund(self.name("refund"), moment(), charge, amount, **more))
            charge["amount_refunded"] += amount
            charge["refunded"] = charge["amount_refunded"] == charge["amount"]
            self.emit("charge.refunded", charge)
            self.emit("refund.created", refund)
            return refund

    def dispute(self, payment_intent: str, status: str = "lost") -> dict[str, Any]:
        with self.lock:
            charge = self.find("charge", self.find("payment_intent", payment_intent)["latest_charge"])
            charge["disputed"] = True
            dispute = self.keep(objects.new_dispute(self.name("dispute"), moment(), charge, status))
            self.emit("charge.dispute.created", dispute)
            self.emit("charge.dispute.closed", dispute)
            return dispute


def moment() -> int:
    return int(time.time())


def check_amount(amount: int, currency: str) -> None:
    code = currency.upper()
    if currency != currency.lower() or code not in CURRENCIES:
        raise Refusal(400, f"Invalid currency: {currency}.", param="currency")
    if amount < LEAST.get(code, 1):
        raise Refusal(400, "The total amount due is too small.", "amount_too_small")
    if code != "IDR" and amount > MOST:
        raise Refusal(400, "The total amount due is too large.", "amount_too_large")
    if amount % STEPS.get(code, 1):
        raise Refusal(400, f"Invalid integer for {code}.", "parameter_invalid_integer")


def check_session(given: dict[str, Any]) -> None:
    mode = given.get("mode")
    if mode not in ("payment", "subscription") or not given.get("line_items") or not given.get("success_url"):
        raise Refusal(400, "Missing required param.", "parameter_missing")
    foreign = {"payment": ["subscription_data"], "subscription": ["payment_intent_data", "submit_type"]}[mode]
    for name in foreign:
        if name in given:
            raise Refusal(400, f"You can not pass `{name}` in `{mode}` mode.", param=name)
    price = given["line_items"][0]["price_data"]
    if ("recurring" in price) != (mode == "subscription"):
        raise Refusal(400, "The price does not go with the mode.", param="line_items")
    check_amount(price["unit_amount"], price["currency"])
    if "customer_email" in given and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", given["customer_email"]):
        raise Refusal(400, "Invalid email address.", "email_invalid", "customer_email")
    suffix = given.get("payment_intent_data", {}).get("statement_descriptor_suffix")
    if suffix is not None:
        whole = f"{PREFIX}* {suffix}"
        if len(whole) > 22 or re.search(r"[<>\\'\"*]", suffix) or not re.search("[A-Za-z]", suffix):
            raise Refusal(400, "Invalid statement descriptor.", param="payment_intent_data")
