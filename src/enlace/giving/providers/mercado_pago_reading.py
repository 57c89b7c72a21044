"""Mercado Pago's answers become what Enlace asks for: money received and given back, a subscription as it is now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from enlace.giving.money.amounts import EXACT, Money, exponent_of
from enlace.giving.providers.face import GivenBack, Monthly, NotAnswered, Paid

RECEIVED = {"approved", "in_mediation", "refunded", "charged_back"}
"""A payment whose money came, whatever became of it later."""
WAITING = {"pending", "in_process", "authorized"}
NOT_GIVEN_BACK = {"rejected", "cancelled"}
NO_GIFT = {"card_validation"}
"""Mercado Pago takes and returns a small sum to prove the card of a subscription: that is no gift."""
NOT_TRIED = {"scheduled", "cancelled"}
LAST_TRY = 4
"""So often it tries a monthly charge again."""


@contextmanager
def reading() -> Iterator[None]:
    """An answer of another shape than the documented one is no answer: it is asked for again, nothing is written."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, IndexError):
        raise NotAnswered("mercado_pago") from None


def money_of(amount: int | Decimal, currency: str) -> Money:
    """Raises ValueError for an amount that is finer than its currency."""
    minor = EXACT.scaleb(Decimal(amount), exponent_of(currency))
    if minor != minor.to_integral_value():
        raise ValueError("The amount has more decimals than its currency.")
    return Money(int(minor), currency)


def moment_of(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("A moment without its offset.")
    return moment


def written(moment: datetime) -> str:
    """As Mercado Pago wants it: to the millisecond, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_of_gifts(payment: Mapping[str, Any]) -> bool:
    return payment.get("operation_type") not in NO_GIFT and payment["transaction_amount"] > 0


def is_received(payment: Mapping[str, Any]) -> bool:
    """Also false for what the account itself paid, such as Mercado Pago's own bills: they name no `collector_id`."""
    return payment["status"] in RECEIVED and bool(payment.get("collector_id")) and is_of_gifts(payment)


def subscription_of(payment: Mapping[str, Any]) -> str:
    told = (payment.get("point_of_interaction") or {}).get("transaction_data") or {}
    return str(told.get("subscription_id") or (payment.get("metadata") or {}).get("preapproval_id") or "")


def paid_of(payment: Mapping[str, Any]) -> Paid:
    money = money_of(payment["transaction_amount"], payment["currency_id"])
    at = moment_of(payment.get("date_approved") or payment["date_created"])
    return Paid(str(payment["id"]), money, at, tuple(_given_back(payment, money)))


def _given_back(payment: Mapping[str, Any], money: Money) -> Iterator[GivenBack]:
    """A chargeback counts for all that was left, unless it was decided for us."""
    left = money.minor
    for one in payment.get("refunds") or []:
        if one.get("status") not in NOT_GIVEN_BACK:
            back = given_back_of(one, money.currency)
            left -= back.minor
            yield back
    if payment["status"] == "charged_back" and payment.get("status_detail") != "reimbursed" and left > 0:
        yield GivenBack(f"chargeback-{payment['id']}", left, moment_of(payment["date_last_updated"]))


def given_back_of(refund: Mapping[str, Any], currency: str, key: str = "") -> GivenBack:
    at = moment_of(refund["date_created"])
    return GivenBack(str(refund["id"]), money_of(refund["amount"], currency).minor, at, key)


def lacks_refunds(payment: Mapping[str, Any]) -> bool:
    """Whether more was given back of it than it lists; a search may leave them out."""
    listed = sum((Decimal(one["amount"]) for one in payment.get("refunds") or []), Decimal(0))
    return listed < (payment.get("transaction_amount_refunded") or 0)


@dataclass(frozen=True)
class Debt:
    """What is owed of a monthly gift: the charge or payment, how often it was refused, when it is tried again."""

    reference: str = ""
    refusals: int = 0
    again_on: date | None = None


def debt_of(charges: Sequence[Mapping[str, Any]], payments: Iterable[Mapping[str, Any]]) -> Debt:
    """The last charge says it. Where no charges are listed, the payments refused since the last one that came do."""
    if tried := [one for one in charges if one["status"] not in NOT_TRIED]:
        last = max(tried, key=lambda one: moment_of(one["date_created"]))
        if (last.get("payment") or {}).get("status") != "rejected":
            return Debt()
        tries = int(last.get("retry_attempt") or 0)
        over = last["status"] == "processed"
        again = last.get("next_retry_date")
        refusals = max(tries, LAST_TRY) if over else max(tries, 1)
        return Debt(str(last["id"]), refusals, None if over or not again else moment_of(again).date())
    refused: list[Mapping[str, Any]] = []
    came = False
    for one in sorted(payments, key=lambda one: moment_of(one["date_created"])):
        if one["status"] in RECEIVED:
            came, refused = True, []
        elif one["status"] == "rejected" and came:
            refused.append(one)
    return Debt(str(refused[0]["id"]), len(refused)) if refused else Debt()


def refused_on_page(payments: Iterable[Mapping[str, Any]]) -> int:
    """Cards refused before the first sum came; what a monthly charge is refused later is its debt."""
    count = 0
    for one in sorted(payments, key=lambda one: moment_of(one["date_created"])):
        if one["status"] in RECEIVED:
            break
        count += one["status"] == "rejected"
    return count


def monthly_of(preapproval: Mapping[str, Any], debt: Debt) -> Monthly:
    """Of one that was authorized."""
    asked = preapproval["auto_recurring"]
    money = money_of(asked["transaction_amount"], asked["currency_id"])
    state = {"authorized": "failing" if debt.reference else "active", "paused": "paused"}
    told = state.get(preapproval["status"], "ended")
    due = preapproval.get("next_payment_date")
    next_on = debt.again_on or (moment_of(due).date() if due else None)
    failing = debt if told == "failing" else Debt()
    return Monthly(
        reference=str(preapproval["id"]),
        money=money,
        state=told,
        next_on=next_on if told in {"active", "failing"} else None,
        failing=failing.reference,
        refusals=failing.refusals,
    )
