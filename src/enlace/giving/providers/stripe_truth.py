"""What Stripe knows of a gift, read from its checkout session, subscription, invoices and charges.

A payment is a charge that succeeded, named by its payment intent, which is what a refund names too. A dispute that was
lost is money given back.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import stripe

from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, Found, GivenBack, Monthly, Paid, Truth
from enlace.giving.providers.stripe_amounts import money_of
from enlace.giving.providers.stripe_calls import asking, id_of, is_missing, named

OVER = ("canceled", "incomplete_expired")
OWED = ("past_due", "unpaid")
GONE = ("failed", "canceled")
"""Refunds whose money did not reach the donor; of the others, that of a pending one is on its way."""


def truth_of(client: stripe.StripeClient, about: About) -> Truth:
    """Raises NotAnswered. Of what Stripe does not know, nothing is true."""
    with asking():
        try:
            if about.subscription:
                return _of_subscription(client, client.v1.subscriptions.retrieve(about.subscription))
            return _of_session(client, about.session) if about.session else Truth()
        except stripe.InvalidRequestError as error:
            if not is_missing(error):
                raise
    return Truth()


def _of_session(client: stripe.StripeClient, session: str) -> Truth:
    found = client.v1.checkout.sessions.retrieve(session, {"expand": ["payment_intent", "subscription"]})
    is_open, waiting = found.status == "open", found.status == "complete" and found.payment_status == "unpaid"
    if isinstance(found.subscription, stripe.Subscription):
        return _of_subscription(client, found.subscription, waiting=waiting)
    if not isinstance(found.payment_intent, stripe.PaymentIntent):
        return Truth(open=is_open)
    intent = found.payment_intent
    charges = list(client.v1.charges.list({"payment_intent": intent.id, "limit": 100}).auto_paging_iter())
    return Truth(
        payments=tuple(paid_of(client, one) for one in charges if _is_paid(one)),
        open=is_open,
        waiting=waiting and intent.status in ("processing", "requires_action"),
        refusals=sum(one.status == "failed" for one in charges),
    )


def _of_subscription(client: stripe.StripeClient, found: stripe.Subscription, *, waiting: bool = False) -> Truth:
    """Its customer was made by its own checkout session, so that the customer's charges are those of this gift."""
    asked_for: Any = {"subscription": found.id, "limit": 100, "expand": ["data.payments"]}
    invoices = list(client.v1.invoices.list(asked_for).auto_paging_iter())
    ours = {intent for invoice in invoices for intent in _intents(invoice)}
    charges = client.v1.charges.list({"customer": id_of(found.customer), "limit": 100}).auto_paging_iter()
    paid = tuple(paid_of(client, one) for one in charges if _is_paid(one) and id_of(one.payment_intent) in ours)
    begun = found.status != "incomplete"
    return Truth(payments=paid, waiting=waiting and not paid, monthly=_monthly(found, invoices) if begun else None)


def _intents(invoice: stripe.Invoice) -> Iterator[str]:
    for one in invoice.payments.auto_paging_iter() if invoice.payments else ():
        if one.payment.type == "payment_intent":
            yield id_of(one.payment.payment_intent)


def _monthly(found: stripe.Subscription, invoices: Iterable[stripe.Invoice]) -> Monthly:
    item = found["items"].data[0]
    money = money_of((item.price.unit_amount or 0) * (item.quantity or 1), item.price.currency)
    owed = next((one for one in invoices if one.status == "open" and one.attempt_count), None)
    state = _state(found, owed)
    next_on = None if found.cancel_at_period_end else _day(item.current_period_end)
    if state != "failing" or owed is None:
        return Monthly(found.id, money, state, None if state == "ended" else next_on)
    tried_again = _day(owed.next_payment_attempt) if owed.next_payment_attempt else None
    return Monthly(found.id, money, state, tried_again, failing=owed.id, refusals=owed.attempt_count)


def _state(found: stripe.Subscription, owed: stripe.Invoice | None) -> str:
    if found.status in OVER:
        return "ended"
    if found.pause_collection is not None or found.status == "paused":
        return "paused"
    return "failing" if owed is not None or found.status in OWED else "active"


def paid_of(client: stripe.StripeClient, charge: stripe.Charge) -> Paid:
    money = money_of(charge.amount_captured, charge.currency)
    return Paid(id_of(charge.payment_intent), money, _moment(charge.created), tuple(_given_back(client, charge, money)))


def _is_paid(charge: stripe.Charge) -> bool:
    return charge.status == "succeeded" and charge.captured and charge.payment_intent is not None


def _given_back(client: stripe.StripeClient, charge: stripe.Charge, money: Money) -> Iterator[GivenBack]:
    """Asked for only where the charge says that there is something."""
    payment = id_of(charge.payment_intent)
    if charge.amount_refunded:
        for refund in client.v1.refunds.list({"payment_intent": payment, "limit": 100}).auto_paging_iter():
            if refund.status not in GONE:
                yield refund_told(refund)
    if charge.disputed:
        left = money - money_of(charge.amount_refunded, charge.currency)
        for dispute in client.v1.disputes.list({"payment_intent": payment, "limit": 100}).auto_paging_iter():
            if dispute.status == "lost" and left:
                yield GivenBack(dispute.id, _lost(dispute, left).minor, _moment(dispute.created))


def _lost(dispute: stripe.Dispute, left: Money) -> Money:
    """What the bank took may be in another currency, or more by its rate: of a gift no more is lost than was left."""
    if dispute.currency.upper() != left.currency:
        return left
    lost = money_of(dispute.amount, dispute.currency)
    return lost if lost <= left else left


def refund_told(refund: stripe.Refund) -> GivenBack:
    minor = money_of(refund.amount, refund.currency).minor
    return GivenBack(refund.id, minor, _moment(refund.created), named(refund.metadata, "refund"))


def key_of_payment(client: stripe.StripeClient, payment: str) -> str:
    """Of one that was made by a subscription, its invoice says which."""
    key = named(client.v1.payment_intents.retrieve(payment).metadata, "gift")
    return key or about_payment(client, payment).key


def about_payment(client: stripe.StripeClient, payment: str) -> About:
    wanted: Any = {"payment": {"type": "payment_intent", "payment_intent": payment}, "expand": ["data.invoice"]}
    for one in client.v1.invoice_payments.list(wanted).data:
        parent = one.invoice.parent if isinstance(one.invoice, stripe.Invoice) else None
        if parent and (details := parent.subscription_details):
            return About(named(details.metadata, "gift"), subscription=id_of(details.subscription))
    return About("")


def books_since(client: stripe.StripeClient, since: datetime) -> Iterator[Found]:
    """With what is older and was given back since then. Charges carry the metadata of their payment intent. Of a
    subscription one payment is asked about for all, since each has a customer of its own."""
    with asking():
        known: dict[str, About] = {}
        for charge in _charges_since(client, int(since.timestamp())):
            key, customer = named(charge.metadata, "gift"), id_of(charge.customer)
            about = About(key) if key else known.get(customer) or about_payment(client, id_of(charge.payment_intent))
            if customer and about.subscription:
                known[customer] = about
            yield Found(paid_of(client, charge), about)


def _charges_since(client: stripe.StripeClient, since: int) -> Iterator[stripe.Charge]:
    """Those that were paid, then older ones of which something was given back; each once."""
    seen: set[str] = set()
    for charge in client.v1.charges.list({"created": {"gte": since}, "limit": 100}).auto_paging_iter():
        if _is_paid(charge):
            seen.add(id_of(charge.payment_intent))
            yield charge
    for refund in client.v1.refunds.list({"created": {"gte": since}, "limit": 100}).auto_paging_iter():
        payment = id_of(refund.payment_intent)
        if payment and payment not in seen:
            seen.add(payment)
            yield from (one for one in client.v1.charges.list({"payment_intent": payment}).data if _is_paid(one))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _day(seconds: int) -> date:
    return _moment(seconds).date()
