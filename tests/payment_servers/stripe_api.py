"""Which call of the API does what; what a call may say is asked of the library's types."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from stripe import params
from stripe.params import billing_portal, checkout

from tests.payment_servers import stripe_objects as objects
from tests.payment_servers.stripe_books import Books, Refusal, moment
from tests.payment_servers.stripe_shapes import WrongParameter, check_parameters

Given = dict[str, Any]
EXPANDED = {
    **{"payment_intent": "payment_intent", "subscription": "subscription", "invoice": "invoice", "charge": "charge"},
    **{"customer": "customer", "latest_charge": "charge", "latest_invoice": "invoice"},
}
DEEPEST = 4


def answer(books: Books, method: str, path: str, given: Given) -> Given:
    """The object that is answered. Raises Refusal."""
    for verb, pattern, owner, call in CALLS:
        if verb == method and (found := re.fullmatch(pattern, path)):
            try:
                checked = check_parameters(given, owner)
            except WrongParameter as error:
                told = {
                    "parameter_unknown": "Received unknown parameter: ",
                    "parameter_missing": "Missing required param: ",
                }
                sentence = told.get(error.code, "Invalid parameter: ") + error.name
                raise Refusal(400, sentence, error.code, error.name) from None
            paths = checked.pop("expand", [])
            result = deepcopy(call(books, checked, *found.groups()))
            for one in paths:
                expand(books, result, one)
            return result
    raise Refusal(404, f"Unrecognized request URL ({method}: {path}).")


def expand(books: Books, thing: Given, path: str) -> None:
    steps = path.split(".")
    if len(steps) > DEEPEST:
        raise Refusal(400, f"You cannot expand more than {DEEPEST} levels of a property: {path}.")
    _expand(books, thing, steps, path)


def _expand(books: Books, thing: Given, steps: list[str], path: str) -> None:
    first, rest = steps[0], steps[1:]
    if first == "data" and thing.get("object") == "list":
        for one in thing["data"]:
            _expand(books, one, rest, path)
        return
    if first == "payments" and thing["object"] == "invoice":
        paid = [deepcopy(one) for one in books.all("invoice_payment") if one["invoice"] == thing["id"]]
        thing["payments"] = objects.listed(paid, "/v1/invoice_payments")
    elif first in EXPANDED and first in thing:
        if isinstance(thing[first], str):
            thing[first] = deepcopy(books.find(EXPANDED[first], thing[first]))
    elif first not in thing or not isinstance(thing[first], dict):
        raise Refusal(400, f"This property cannot be expanded ({path}).", param="expand")
    if rest and thing[first] is not None:
        _expand(books, thing[first], rest, path)


def listing(kind: str, url: str, *filters: str) -> Callable[..., Given]:
    def call(books: Books, given: Given) -> Given:
        found = books.all(kind)
        for name in filters:
            if name in given:
                found = [one for one in found if value_of(one, name) == given[name]]
        if isinstance(created := given.get("created"), dict):
            found = [one for one in found if one["created"] >= created.get("gte", 0)]
        if after := given.get("starting_after"):
            found = found[[one["id"] for one in found].index(after) + 1 :]
        most = min(given.get("limit", 10), 100)
        return objects.listed(found[:most], url, len(found) > most)

    return call


def value_of(thing: Given, name: str) -> Any:
    if thing["object"] == "invoice" and name == "subscription":
        return thing["parent"]["subscription_details"]["subscription"]
    return thing[name]


def invoice_payments(books: Books, given: Given) -> Given:
    wanted = given.get("payment", {})
    if wanted and wanted.get("type") != "payment_intent":
        raise Refusal(400, "Missing required param: payment[type].", "parameter_missing", "payment[type]")
    found = books.all("invoice_payment")
    if wanted:
        found = [one for one in found if one["payment"]["payment_intent"] == wanted["payment_intent"]]
    return objects.listed(found, "/v1/invoice_payments")


def update_customer(books: Books, given: Given, own: str) -> Given:
    customer = books.find("customer", own)
    customer["invoice_settings"] |= given.get("invoice_settings", {})
    return customer


def new_refund(books: Books, given: Given) -> Given:
    return books.refund(given["payment_intent"], given.get("amount"), metadata=given.get("metadata", {}))


def portal(books: Books, given: Given) -> Given:
    books.find("customer", given["customer"], "customer")
    own = books.name("billing_portal.session")
    return books.keep(objects.new_portal_session(own, moment(), given, books.address))


def one(kind: str) -> Callable[..., Given]:
    return lambda books, given, own: books.find(kind, own)


ID = r"([A-Za-z0-9_]+)"
CALLS: list[tuple[str, str, type, Callable[..., Given]]] = [
    ("POST", "/v1/checkout/sessions", checkout.SessionCreateParams, lambda books, given: books.open_session(given)),
    ("GET", f"/v1/checkout/sessions/{ID}", checkout.SessionRetrieveParams, one("checkout.session")),
    (
        "POST",
        f"/v1/checkout/sessions/{ID}/expire",
        checkout.SessionExpireParams,
        lambda books, given, own: books.expire(own),
    ),
    ("GET", f"/v1/payment_intents/{ID}", params.PaymentIntentRetrieveParams, one("payment_intent")),
    (
        "GET",
        "/v1/charges",
        params.ChargeListParams,
        listing("charge", "/v1/charges", "payment_intent", "customer"),
    ),
    ("GET", "/v1/refunds", params.RefundListParams, listing("refund", "/v1/refunds", "payment_intent", "charge")),
    ("POST", "/v1/refunds", params.RefundCreateParams, new_refund),
    ("GET", "/v1/disputes", params.DisputeListParams, listing("dispute", "/v1/disputes", "payment_intent", "charge")),
    ("GET", f"/v1/subscriptions/{ID}", params.SubscriptionRetrieveParams, one("subscription")),
    (
        "POST",
        f"/v1/subscriptions/{ID}",
        params.SubscriptionUpdateParams,
        lambda books, given, own: books.change(own, given),
    ),
    ("DELETE", f"/v1/subscriptions/{ID}", params.SubscriptionCancelParams, lambda books, given, own: books.end(own)),
    (
        "GET",
        "/v1/invoices",
        params.InvoiceListParams,
        listing("invoice", "/v1/invoices", "subscription", "customer", "status"),
    ),
    (
        "POST",
        f"/v1/invoices/{ID}/void",
        params.InvoiceVoidInvoiceParams,
        lambda books, given, own: books.void(own),
    ),
    ("GET", "/v1/invoice_payments", params.InvoicePaymentListParams, invoice_payments),
    ("POST", f"/v1/customers/{ID}", params.CustomerUpdateParams, update_customer),
    ("POST", "/v1/billing_portal/sessions", billing_portal.SessionCreateParams, portal),
]
