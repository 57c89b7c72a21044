"""Mercado Pago, for donors in Latin America: Checkout Pro for what is given once, a subscription for what is monthly.

An account receives in the currency of its country alone. A hosted page is known by the path of what stands behind it
(`checkout/preferences/…` or `preapproval/…`), a subscription by its id. Refunds carry no key of ours at Mercado Pago:
asked for twice with one key they are the same refund, and that is how one is found again whose answer we lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from enlace.core.clock import now
from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, Event, Found, GivenBack, Hosted, Monthly, Order, Paid, Refused, Truth
from enlace.giving.providers.mercado_pago_api import MercadoPagoApi, path_to
from enlace.giving.providers.mercado_pago_calls import CHARGE, CHARGEBACKS, SUBSCRIPTION, read_call
from enlace.giving.providers.mercado_pago_orders import (
    SITES,
    amount_of,
    asked,
    fits,
    origins_of,
    preapproval_of,
    preference_of,
)
from enlace.giving.providers.mercado_pago_reading import (
    NOT_GIVEN_BACK,
    WAITING,
    debt_of,
    given_back_of,
    is_of_gifts,
    is_received,
    lacks_refunds,
    moment_of,
    monthly_of,
    paid_of,
    reading,
    refused_on_page,
    subscription_of,
    written,
)

PREFERENCE, PREAPPROVAL = "checkout/preferences/", "preapproval/"
MOST_NAMED = 1000
AHEAD = timedelta(days=1)
"""Its clock may be ahead of ours."""


class MercadoPago:
    name = "mercado_pago"
    asks_for_account = True
    label = "Mercado Pago"

    def __init__(self, token: str, webhook_secret: str, currency: str, address: str) -> None:
        self.api = MercadoPagoApi(token, address)
        self.origins = origins_of(currency, address)
        self._secret, self._currency = webhook_secret, currency
        self._named: dict[str, str] = {}
        """Key of a gift → the payment that an event named: its search may list a payment some time later."""

    def takes(self, money: Money, *, monthly: bool) -> bool:
        return money.currency == self._currency and money.currency in SITES and fits(money)

    def start(self, order: Order) -> Hosted:
        kind, body = (PREAPPROVAL, preapproval_of(order)) if order.monthly else (PREFERENCE, preference_of(order))
        found = self.api.send("POST", f"/{kind.rstrip('/')}", body, order.key)
        with reading():
            return Hosted(f"{kind}{found['id']}", str(found["init_point"]))

    def close(self, session: str) -> None:
        found = self._page(session)
        if found is None:
            return
        if session.startswith(PREAPPROVAL):
            if found.get("status") == "pending":
                self._set(session.removeprefix(PREAPPROVAL), "cancelled")
            return
        self.api.send("PUT", f"/{session}", {"expires": True, "expiration_date_to": written(now())})

    def ask(self, about: About) -> Truth:
        with reading():
            preapproval = self._preapproval_of(about)
            charges = self._charges(preapproval) if preapproval else []
            payments = [one for one in self._payments_of(about.key, charges) if is_of_gifts(one)]
            received = tuple(self._paid(one) for one in payments if is_received(one))
            waiting = any(one["status"] in WAITING for one in payments)
            began = bool(received or about.subscription)
            return Truth(
                payments=received,
                open=not received and not waiting and self._is_open(about, preapproval),
                waiting=waiting,
                refusals=refused_on_page(payments),
                monthly=_monthly(preapproval, charges, payments, began) if preapproval else None,
            )

    def _preapproval_of(self, about: About) -> Any:
        if about.subscription:
            return self.api.get(path_to("preapproval", about.subscription))
        if about.session:
            return self._page(about.session) if about.session.startswith(PREAPPROVAL) else None
        found = self.api.pages("/preapproval/search", external_reference=about.key)
        return next((one for one in found if one.get("external_reference") == about.key), None)

    def _charges(self, preapproval: Any) -> list[Any]:
        """Without a limit of ours: this search refuses one that it finds too great."""
        found = self.api.pages("/authorized_payments/search", preapproval_id=str(preapproval["id"]))
        return [one for one in found if str(one.get("preapproval_id")) == str(preapproval["id"])]

    def _payments_of(self, key: str, charges: Sequence[Any]) -> list[Any]:
        """By our key; those that its search does not list are asked for one by one, as far as anything names them."""
        search = self.api.pages("/v1/payments/search", external_reference=key, sort="date_created", criteria="asc")
        found = {str(one["id"]): one for one in search if one.get("external_reference") == key}
        named = {self._named.pop(key, "")} | {str((one.get("payment") or {}).get("id") or "") for one in charges}
        for reference in sorted(named - {""} - set(found)):
            if payment := self._get("v1", "payments", reference):
                found[reference] = payment
        return list(found.values())

    def _is_open(self, about: About, preapproval: Any) -> bool:
        if preapproval is not None:
            return preapproval["status"] == "pending"
        found = self._page(about.session)
        return found is not None and (not found.get("expires") or moment_of(found["expiration_date_to"]) > now())

    def _page(self, session: str) -> Any:
        kind = next((one for one in (PREFERENCE, PREAPPROVAL) if session.startswith(one)), None)
        return self.api.get(f"/{kind.rstrip('/')}" + path_to(session.removeprefix(kind))) if kind else None

    def _paid(self, payment: Any) -> Paid:
        if lacks_refunds(payment):
            refunds = self.api.get(path_to("v1", "payments", str(payment["id"]), "refunds"))
            payment = payment | {"refunds": refunds or []}
        return paid_of(payment)

    def gift_of(self, event: Event) -> str:
        with reading():
            if event.kind == SUBSCRIPTION:
                return self._key_of_subscription(event.subscription)
            if event.kind == CHARGE:
                charge = self._get("authorized_payments", event.payment)
                key = self._key_of_subscription(str(charge.get("preapproval_id") or ""))
                return self._name(key, str((charge.get("payment") or {}).get("id") or ""))
            if event.kind in CHARGEBACKS:
                told = (self._get("v1", "chargebacks", event.payment).get("payments") or [""])[0]
                return self._key_of_payment(str(told["id"] if isinstance(told, Mapping) else told))
            return self._key_of_payment(event.payment) if event.kind == "payment" else ""

    def _get(self, *names: str) -> Any:
        return (self.api.get(path_to(*names)) or {}) if all(names) else {}

    def _key_of_payment(self, reference: str) -> str:
        payment = self._get("v1", "payments", reference)
        key = str(payment.get("external_reference") or "")
        return self._name(key or self._key_of_subscription(subscription_of(payment)), reference)

    def _key_of_subscription(self, reference: str) -> str:
        return str(self._get("preapproval", reference).get("external_reference") or "")

    def _name(self, key: str, payment: str) -> str:
        if len(self._named) >= MOST_NAMED:
            self._named.clear()
        if key and payment:
            self._named[key] = payment
        return key

    def give_back(self, payment: str, money: Money, key: str) -> GivenBack:
        path = path_to("v1", "payments", payment, "refunds")
        refund = self.api.send("POST", path, {"amount": amount_of(money)}, key)
        with reading():
            if refund.get("status") in NOT_GIVEN_BACK:
                raise Refused(f"refund_{refund['status']}")
            return given_back_of(refund, money.currency, key)

    def change_amount(self, subscription: str, money: Money, key: str) -> None:
        self.api.send("PUT", path_to("preapproval", subscription), {"auto_recurring": asked(money)})

    def pause(self, subscription: str, key: str) -> None:
        self._set(subscription, "paused")

    def resume(self, subscription: str, key: str) -> None:
        self._set(subscription, "authorized")

    def cancel(self, subscription: str, key: str) -> None:
        self._set(subscription, "cancelled")

    def _set(self, subscription: str, status: str) -> None:
        """What stands so already stays so, though Mercado Pago refuses to do it again."""
        try:
            self.api.send("PUT", path_to("preapproval", subscription), {"status": status})
        except Refused:
            if self._get("preapproval", subscription).get("status") != status:
                raise

    def card_page(self, about: About, back: str, language: str) -> str:
        """The subscription's own page at Mercado Pago, where its payer signs in; it knows no way back to ours."""
        found = self._get("preapproval", about.subscription)
        if not found.get("init_point"):
            raise Refused("no_card_page")
        return str(found["init_point"])

    def read_event(self, body: bytes, headers: Mapping[str, str], query: Mapping[str, str], moment: datetime) -> Event:
        return read_call(self._secret, body, headers, query, moment)

    def payments_since(self, since: datetime) -> Iterator[Found]:
        """By the moment of the last change, page after page from where the last one ended: what changes meanwhile
        moves to the end, and so nothing is passed over."""
        seen: set[str] = set()
        start, fixed = written(since), {"sort": "date_last_updated", "criteria": "asc", "range": "date_last_updated"}
        while True:
            found = self.api.get(
                "/v1/payments/search", **fixed, begin_date=start, end_date=written(now() + AHEAD), limit=50
            )
            with reading():
                new = [one for one in found["results"] if str(one["id"]) not in seen]
                if not new:
                    return
                seen |= {str(one["id"]) for one in new}
                start = written(moment_of(new[-1]["date_last_updated"]))
                received = [self._found(one) for one in new if is_received(one)]
            yield from received

    def _found(self, payment: Any) -> Found:
        about = About(str(payment.get("external_reference") or ""), subscription=subscription_of(payment))
        return Found(self._paid(payment), about)


def _monthly(preapproval: Any, charges: Sequence[Any], payments: Sequence[Any], began: bool) -> Monthly | None:
    """None before the donor has authorized it; one that was cancelled before that never began."""
    if preapproval["status"] == "pending" or (preapproval["status"] == "cancelled" and not began):
        return None
    return monthly_of(preapproval, debt_of(charges, payments))
