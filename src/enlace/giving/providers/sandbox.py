"""The client of the test provider (`giving/sandbox`): a real server on this machine at which no money moves."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import quote, urlsplit

import requests
from django.utils.translation import gettext_lazy as _

from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import (
    About,
    Event,
    Found,
    GivenBack,
    Hosted,
    Monthly,
    NotAnswered,
    NotBelieved,
    Order,
    Paid,
    Refused,
    Truth,
)

HEADER = "Enlace-Sandbox-Signature"
TIMEOUT = (3, 10)
OLDEST = 300
"""Seconds by which a signature may be older, or the provider's clock ahead."""
LONGEST = {"id": 255, "type": 100, "key": 64, "session": 255, "subscription": 255, "payment": 255}


class Sandbox:
    name = "sandbox"
    asks_for_account = False
    label = cast(str, _("Test provider (no money moves)"))

    def __init__(self, address: str, key: str) -> None:
        parts = urlsplit(address)
        self.address, self.key = address.rstrip("/"), key
        self.origins: tuple[str, ...] = (f"{parts.scheme}://{parts.netloc}",)

    def takes(self, money: Money, *, monthly: bool) -> bool:
        return money.minor >= 1

    def start(self, order: Order) -> Hosted:
        """Who gives is not told to it: a test provider has no use for an address.

        A page that was begun for the gift before, and is open or paid, is the one that is answered again.
        """
        before = self._of_key(order.key)
        session = _last(before, order) or self._new_session(order, len(before))
        return Hosted(session, f"{self.address}/pay/{session}")

    def _new_session(self, order: Order, number: int) -> str:
        """The reference of the `number`th page of a gift; begun twice at once, that of the first one."""
        content = {
            "key": order.key,
            "amount": order.money.minor,
            "currency": order.money.currency,
            "monthly": order.monthly,
            "language": order.language,
            "description": order.description[:300],
            "statement": order.statement[:22],
            "done": order.done,
            "left": order.left,
        }
        try:
            return str(self._post("/v1/sessions", content, f"start:{order.key}:{number}")["id"])
        except Refused:
            if first := _last(self._of_key(order.key), order):
                return first
            raise

    def close(self, session: str) -> None:
        if self._get(f"/v1/sessions/{_part(session)}"):
            self._post(f"/v1/sessions/{_part(session)}/close", {})

    def ask(self, about: About) -> Truth:
        return truth_of(self._sessions(about))

    def _sessions(self, about: About) -> list[dict[str, Any]]:
        """All that were begun for a gift, by whatever it is known; none where the provider does not know it."""
        if about.key and (known := self._of_key(about.key)):
            return known
        session = about.session
        if not session and about.subscription:
            session = str(self._get(f"/v1/subscriptions/{_part(about.subscription)}").get("session", ""))
        found = self._get(f"/v1/sessions/{_part(session)}") if session else {}
        return [found] if found else []

    def _of_key(self, key: str) -> list[dict[str, Any]]:
        return list(self._get("/v1/sessions", key=key).get("sessions", []))

    def gift_of(self, event: Event) -> str:
        if event.key:
            return event.key
        for kind in ("payment", "subscription", "session"):
            if reference := getattr(event, kind):
                return str(self._get(f"/v1/{kind}s/{_part(reference)}").get("key", ""))
        return ""

    def give_back(self, payment: str, money: Money, key: str) -> GivenBack:
        content = {"payment": payment, "amount": money.minor, "currency": money.currency, "key": key}
        return _given_back(self._post("/v1/refunds", content, f"refund:{key}"))

    def change_amount(self, subscription: str, money: Money, key: str) -> None:
        self._change(subscription, "", key, {"amount": money.minor, "currency": money.currency})

    def pause(self, subscription: str, key: str) -> None:
        self._change(subscription, "/pause", key)

    def resume(self, subscription: str, key: str) -> None:
        self._change(subscription, "/resume", key)

    def cancel(self, subscription: str, key: str) -> None:
        self._change(subscription, "/cancel", key)

    def _change(self, subscription: str, act: str, key: str, content: dict[str, Any] | None = None) -> None:
        self._post(f"/v1/subscriptions/{_part(subscription)}{act}", content or {}, key)

    def card_page(self, about: About, back: str, language: str) -> str:
        subscription = about.subscription or next(
            (one["subscription"] for one in self._sessions(about) if one["subscription"]), ""
        )
        content = {"subscription": subscription, "back": back, "language": language}
        return f"{self.address}/card/{self._post('/v1/card-pages', content)['id']}"

    def read_event(self, body: bytes, headers: Mapping[str, str], query: Mapping[str, str], moment: datetime) -> Event:
        check_signature(body, _header(headers), self.key, moment)
        return event_of(body)

    def payments_since(self, since: datetime) -> Iterator[Found]:
        after: int | None = 0
        while after is not None:
            answer = self._get("/v1/payments", since=str(max(int(since.timestamp()), 0)), after=str(after))
            for one in answer["payments"]:
                yield Found(_paid(one), About(one["key"], one["session"], one["subscription"]))
            after = answer["more"]

    def _get(self, path: str, **query: str) -> dict[str, Any]:
        """Empty where there is no such thing."""
        status, found = self._call("GET", path, params=query)
        if status not in (200, 404):
            raise NotAnswered(f"{status}")
        return found if status == 200 else {}

    def _post(self, path: str, content: dict[str, Any], key: str = "") -> dict[str, Any]:
        status, found = self._call("POST", path, json=content, headers={"Idempotency-Key": key} if key else {})
        if status != 200:
            raise Refused(str(found.get("error", status))[:100])
        return found

    def _call(self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any) -> tuple[int, Any]:
        """A wrong key counts as not answered: when it is set right the same may be asked again."""
        bearer = {"Authorization": f"Bearer {self.key}"}
        try:
            answer = requests.request(
                method,
                self.address + path,
                headers=bearer | dict(headers or {}),
                timeout=TIMEOUT,
                allow_redirects=False,
                **more,
            )
            found = answer.json()
        except (requests.RequestException, ValueError):
            raise NotAnswered(self.name) from None
        if answer.status_code >= 500 or answer.status_code in (401, 429) or not isinstance(found, dict):
            raise NotAnswered(self.name)
        return answer.status_code, found


def _last(sessions: list[dict[str, Any]], order: Order) -> str:
    """The reference of the last page that serves an order: open or paid, and for the same money and rhythm."""
    asked = {"amount": order.money.minor, "currency": order.money.currency, "monthly": order.monthly}
    serve = [one for one in sessions if one["state"] in {"open", "paid"} and asked.items() <= one.items()]
    return str(serve[-1]["id"]) if serve else ""


def truth_of(sessions: list[dict[str, Any]]) -> Truth:
    """Of all sessions that were begun for a gift; there are more than one where an answer was lost on its way."""
    payments = [payment for session in sessions for payment in session["payments"]]
    subscriptions = [one["subscription_facts"] for one in sessions if one["subscription_facts"]]
    return Truth(
        payments=tuple(_paid(one) for one in payments if one["state"] == "paid"),
        open=any(one["state"] == "open" for one in sessions),
        waiting=any(one["state"] == "waiting" for one in payments),
        refusals=sum(one["refusals"] for one in sessions),
        monthly=_monthly(subscriptions[0]) if subscriptions else None,
    )


def _monthly(told: dict[str, Any]) -> Monthly:
    return Monthly(
        reference=told["id"],
        money=Money(told["amount"], told["currency"]),
        state=told["state"],
        next_on=_moment(told["next"]).date() if told["next"] is not None and told["state"] != "paused" else None,
        failing=told["failing"],
        refusals=told["refusals"],
    )


def _paid(told: dict[str, Any]) -> Paid:
    given_back = tuple(_given_back(one) for one in told["refunds"])
    return Paid(told["id"], Money(told["amount"], told["currency"]), _moment(told["paid"]), given_back)


def _given_back(told: dict[str, Any]) -> GivenBack:
    return GivenBack(told["id"], told["amount"], _moment(told["created"]), told["key"])


def check_signature(body: bytes, header: str, key: str, moment: datetime) -> None:
    """Raises NotBelieved: `signature` where it is not by the holder of the key, `age` where it is too old or ahead."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    signed, mark = parts.get("t", ""), parts.get("v1", "")
    right = hmac.digest(key.encode(), f"{signed}.".encode() + body, hashlib.sha256).hex()
    if not key or not hmac.compare_digest(right.encode(), mark.encode("utf-8", "replace")):
        raise NotBelieved("signature")
    if not (signed.isascii() and signed.isdigit() and len(signed) <= 12):
        raise NotBelieved("form")
    if abs(int(moment.timestamp()) - int(signed)) > OLDEST:
        raise NotBelieved("age")


def event_of(body: bytes) -> Event:
    """Of a body that is believed. Raises NotBelieved, `form`."""
    try:
        told = json.loads(body)
        data = told["data"]
        values = {name: told[name] for name in ("id", "type")}
        values |= {name: data[name] for name in ("key", "session", "subscription", "payment")}
        at = _moment(told["created"])
    except (ValueError, TypeError, LookupError, OverflowError, OSError, RecursionError):
        raise NotBelieved("form") from None
    if not all(_fits(value, LONGEST[name]) for name, value in values.items()) or not values["id"]:
        raise NotBelieved("form")
    return Event(values.pop("id"), values.pop("type"), at, **values)


def _fits(value: object, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and value.isprintable()


def _moment(seconds: object) -> datetime:
    if type(seconds) is not int:
        raise TypeError(seconds)
    return datetime.fromtimestamp(seconds, UTC)


def _header(headers: Mapping[str, str]) -> str:
    return next((value for name, value in headers.items() if name.lower() == HEADER.lower()), "")


def _part(reference: str) -> str:
    """One part of an address, whatever stands in it."""
    return quote(reference, safe="")
