"""What Mercado Pago is asked for: amounts that it takes, and the hosted pages of a gift."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from enlace.core.clock import now
from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import Order, Refused
from enlace.giving.providers.mercado_pago_reading import written

SITES = {
    "ARS": "com.ar",
    "BRL": "com.br",
    "CLP": "cl",
    "COP": "com.co",
    "MXN": "com.mx",
    "PEN": "com.pe",
    "UYU": "com.uy",
}
"""The currencies of its accounts, and where its pages for each of them are."""
WHOLE = {"CLP", "COP"}
"""It takes no decimals of them, though ISO 4217 gives COP two."""
PAGE_LASTS = timedelta(hours=24)
"""From the full hour, so that an order that is sent again after a lost answer is the very same."""
STATEMENT, TITLE = 13, 250
"""The letters that it shows on the statement of a card, and in the title of what is paid."""
EVENTS = "/giving/events/mercado_pago?source_news=webhooks"
"""Where it calls; the query asks for its signed calls only, without the older ones that have no signature."""


def origins_of(currency: str, address: str) -> tuple[str, ...]:
    """Its pages send donors to sign in at its sister's; a server of a test has its pages where its API is."""
    parts = urlsplit(address)
    if not (parts.hostname or "").endswith("mercadopago.com"):
        return (f"{parts.scheme}://{parts.netloc}",)
    site = SITES.get(currency, "com")
    sister = "mercadolivre" if currency == "BRL" else "mercadolibre"
    names = [f"mercadopago.{site}", f"{sister}.{site}", "mercadopago.com", "mercadolibre.com"]
    return tuple(f"https://*.{name}" for name in names)


def fits(money: Money) -> bool:
    """Whether it is more than nothing, and without decimals where Mercado Pago takes none."""
    return money.minor > 0 and (money.currency not in WHOLE or money.major == money.major.to_integral_value())


def amount_of(money: Money) -> Decimal | int:
    """The number to send. Raises Refused."""
    if not fits(money):
        raise Refused("amount")
    return int(money.major) if money.currency in WHOLE else money.major


def asked(money: Money) -> Mapping[str, Any]:
    return {"transaction_amount": amount_of(money), "currency_id": money.currency}


def preference_of(order: Order) -> Mapping[str, Any]:
    origin = urlsplit(order.done)
    item = {"id": "gift", "title": order.description[:TITLE], "quantity": 1, "category_id": "donations"}
    return {
        "items": [item | {"unit_price": amount_of(order.money), "currency_id": order.money.currency}],
        "payer": {"email": order.email},
        "back_urls": {"success": order.done, "pending": order.done, "failure": order.left},
        "auto_return": "approved",
        "external_reference": order.key,
        "notification_url": f"{origin.scheme}://{origin.netloc}{EVENTS}",
        "statement_descriptor": order.statement[:STATEMENT].strip(),
        "expires": True,
        "expiration_date_to": written(now().replace(minute=0, second=0, microsecond=0) + PAGE_LASTS),
        "metadata": {"key": order.key},
    }


def preapproval_of(order: Order) -> Mapping[str, Any]:
    """It is told no address for its calls and no statement of a card: those of the account hold."""
    return {
        "reason": order.description[:TITLE],
        "external_reference": order.key,
        "payer_email": order.email,
        "back_url": order.done,
        "auto_recurring": {"frequency": 1, "frequency_type": "months", **asked(order.money)},
        "status": "pending",
    }
