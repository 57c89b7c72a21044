"""Stripe: Checkout for the hosted page, Billing for what is given monthly, its portal for the card.

The library pins the version of the API that its types describe, so the two move together. A gift's key is in the
metadata of all that Stripe makes for it. What is read from an answer is ids, amounts, states and moments: nothing of
the card. Stripe's own reasons stay codes, since its sentences may repeat what a donor typed.

Stripe answers a call that repeats a key within a day without doing it again. So the keys of what would be done twice
are sent, of a page and a refund; a call that sets a state is made without: a second pause must pause again.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

import stripe
from stripe.params import SubscriptionUpdateParams
from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItemPriceData

from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, Event, Found, GivenBack, Hosted, Order, Refused, Truth
from enlace.giving.providers.stripe_amounts import is_taken, stripe_amount
from enlace.giving.providers.stripe_calls import asking, changing, id_of, is_missing, named
from enlace.giving.providers.stripe_events import read_signed
from enlace.giving.providers.stripe_truth import books_since, key_of_payment, refund_told, truth_of

LIVE = "https://api.stripe.com"
TIMEOUT = (5, 15)
"""Seconds to connect, and to wait for an answer: a donor waits for it."""
LOCALES = {"es": "es", "en": "en", "pt": "pt-BR", "fr": "fr", "de": "de", "it": "it", "nl": "nl"}
LONGEST_SUFFIX = 10
"""Of the 22 letters on a card's statement, beside the longest prefix of an account (10) and the “* ” between them."""
logging.getLogger("stripe").setLevel(logging.WARNING)
stripe.enable_telemetry = False


class StripeCheckout:
    name = "stripe"
    asks_for_account = False
    label = "Stripe"

    def __init__(self, key: str, webhook_secret: str, address: str, timeout: tuple[int, int] = TIMEOUT) -> None:
        self._secret = webhook_secret
        self._client = stripe.StripeClient(
            key,
            base_addresses={"api": address},
            http_client=stripe.RequestsClient(timeout=timeout),
            max_network_retries=1,
        )
        hosted = ("https://checkout.stripe.com", "https://billing.stripe.com")
        self.origins: tuple[str, ...] = hosted if address == LIVE else (address,)

    def takes(self, money: Money, *, monthly: bool) -> bool:
        return is_taken(money)

    def start(self, order: Order) -> Hosted:
        with changing():
            sessions = self._client.v1.checkout.sessions
            session = sessions.create(_session(order), {"idempotency_key": f"start:{order.key}"})
        return Hosted(session.id, session.url or "")

    def close(self, session: str) -> None:
        try:
            with changing():
                self._client.v1.checkout.sessions.expire(session)
        except Refused:
            return

    def ask(self, about: About) -> Truth:
        return truth_of(self._client, about)

    def gift_of(self, event: Event) -> str:
        with asking():
            try:
                return self._asked_for_key(event)
            except stripe.InvalidRequestError as error:
                if not is_missing(error):
                    raise
        return ""

    def _asked_for_key(self, event: Event) -> str:
        if event.session:
            return self._client.v1.checkout.sessions.retrieve(event.session).client_reference_id or ""
        if event.subscription:
            return named(self._client.v1.subscriptions.retrieve(event.subscription).metadata, "gift")
        return key_of_payment(self._client, event.payment) if event.payment else ""

    def give_back(self, payment: str, money: Money, key: str) -> GivenBack:
        """Our refunds are looked for first: Stripe forgets the keys of calls after a day, but not what it gave back."""
        with changing():
            refunds = self._client.v1.refunds
            for one in refunds.list({"payment_intent": payment, "limit": 100}).auto_paging_iter():
                if named(one.metadata, "refund") == key:
                    return _if_done(one)
            made = refunds.create(
                {"payment_intent": payment, "amount": _amount(money), "metadata": {"refund": key}},
                {"idempotency_key": f"refund:{key}"},
            )
            return _if_done(made)

    def change_amount(self, subscription: str, money: Money, key: str) -> None:
        """From the next month on: what is paid for this one stays as it is."""
        with changing():
            item = self._client.v1.subscriptions.retrieve(subscription)["items"].data[0]
            change: SubscriptionUpdateParams = {
                "proration_behavior": "none",
                "items": [
                    {
                        "id": item.id,
                        "price_data": {
                            "currency": money.currency.lower(),
                            "unit_amount": _amount(money),
                            "product": id_of(item.price.product),
                            "recurring": {"interval": "month"},
                        },
                    }
                ],
            }
            self._client.v1.subscriptions.update(subscription, change)

    def pause(self, subscription: str, key: str) -> None:
        """Nothing is owed for a pause, nor any more for what had failed before: Stripe would go on trying it."""
        with changing():
            paused: SubscriptionUpdateParams = {"pause_collection": {"behavior": "void"}}
            self._client.v1.subscriptions.update(subscription, paused)
            owed = self._client.v1.invoices.list({"subscription": subscription, "status": "open", "limit": 100})
            for invoice in owed.auto_paging_iter():
                self._client.v1.invoices.void_invoice(invoice.id)

    def resume(self, subscription: str, key: str) -> None:
        with changing():
            going_on: SubscriptionUpdateParams = {"pause_collection": ""}
            self._client.v1.subscriptions.update(subscription, going_on)

    def cancel(self, subscription: str, key: str) -> None:
        """Of one that has ended Stripe says that there is none to cancel: then it is asked whether it has."""
        with changing():
            try:
                self._client.v1.subscriptions.cancel(subscription)
            except stripe.InvalidRequestError as error:
                found = self._client.v1.subscriptions.retrieve(subscription)
                if found.status not in ("canceled", "incomplete_expired"):
                    raise error from None

    def card_page(self, about: About, back: str, language: str) -> str:
        """The portal changes the customer's card, and Checkout gave the subscription one of its own, which would come
        before it: so that one becomes the customer's first."""
        with changing():
            found = self._client.v1.subscriptions.retrieve(about.subscription)
            customer, card = id_of(found.customer), id_of(found.default_payment_method)
            if card:
                self._client.v1.customers.update(customer, {"invoice_settings": {"default_payment_method": card}})
                self._client.v1.subscriptions.update(about.subscription, {"default_payment_method": ""})
            page = self._client.v1.billing_portal.sessions.create(
                {
                    "customer": customer,
                    "return_url": back,
                    "locale": _locale(language),
                    "flow_data": {
                        "type": "payment_method_update",
                        "after_completion": {"type": "redirect", "redirect": {"return_url": back}},
                    },
                }
            )
        return page.url

    def read_event(self, body: bytes, headers: Mapping[str, str], query: Mapping[str, str], moment: datetime) -> Event:
        return read_signed(body, headers, self._secret, moment)

    def payments_since(self, since: datetime) -> Iterator[Found]:
        return books_since(self._client, since)


def _session(order: Order) -> SessionCreateParams:
    metadata = {"gift": order.key}
    price: SessionCreateParamsLineItemPriceData = {
        "currency": order.money.currency.lower(),
        "unit_amount": _amount(order.money),
        "product_data": {"name": order.description},
    }
    if order.monthly:
        price["recurring"] = {"interval": "month"}
    session: SessionCreateParams = {
        "mode": "subscription" if order.monthly else "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": order.key,
        "metadata": metadata,
        "locale": _locale(order.language),
        "success_url": order.done,
        "cancel_url": order.left,
        "adaptive_pricing": {"enabled": False},
    }
    if order.email:
        session["customer_email"] = order.email
    if order.monthly:
        session["subscription_data"] = {"description": order.description, "metadata": metadata}
        return session
    session["submit_type"] = "donate"
    session["payment_intent_data"] = {"description": order.description, "metadata": metadata}
    if suffix := statement_suffix(order.statement):
        session["payment_intent_data"]["statement_descriptor_suffix"] = suffix
    return session


def statement_suffix(statement: str) -> str:
    """What fits behind the account's prefix on a card's statement, in whole words where it can be; empty if no letter
    would be in it. https://docs.stripe.com/get-started/account/statement-descriptors
    """
    text = re.sub(r"[^A-Za-z0-9 .&-]", "", statement).strip()
    if len(text) > LONGEST_SUFFIX:
        short = text[:LONGEST_SUFFIX]
        whole = short.rpartition(" ")[0] if text[LONGEST_SUFFIX] != " " else short
        text = (whole or short).strip()
    return text if re.search("[A-Za-z]", text) else ""


def _amount(money: Money) -> int:
    try:
        return stripe_amount(money)
    except ValueError:
        raise Refused("invalid_amount") from None


def _if_done(refund: stripe.Refund) -> GivenBack:
    """Raises Refused for one that the bank sent back: its money is in the account again."""
    if refund.status in ("failed", "canceled"):
        raise Refused(getattr(refund, "failure_reason", None) or "refund_failed")
    return refund_told(refund)


def _locale(language: str) -> str:
    return LOCALES.get(language.partition("-")[0], "auto")
