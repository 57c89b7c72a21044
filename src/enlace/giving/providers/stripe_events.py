"""An event of Stripe: its signature and age, and the ids in it. What else it says is not believed, but asked.

https://docs.stripe.com/webhooks#verify-manually
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import stripe

from enlace.giving.providers.face import Event, NotBelieved

TOLERANCE = 300
"""Seconds that a signature may be old, or ahead of our clock."""
KINDS = ("checkout.session.", "payment_intent.", "invoice.", "customer.subscription.", "charge.", "refund.")


def read_signed(body: bytes, headers: Mapping[str, str], secret: str, moment: datetime) -> Event:
    """Raises NotBelieved."""
    header = next((value for name, value in headers.items() if name.lower() == "stripe-signature"), "")
    try:
        stripe.WebhookSignature.verify_header(body, header, secret, tolerance=None)
        signed_at = int(next(part for part in header.split(",") if part.startswith("t="))[2:])
    except (stripe.SignatureVerificationError, UnicodeDecodeError, StopIteration, ValueError, TypeError):
        raise NotBelieved("signature") from None
    if abs(int(moment.timestamp()) - signed_at) > TOLERANCE:
        raise NotBelieved("age")
    try:
        return _event(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError):
        raise NotBelieved("form") from None


def _event(told: Any) -> Event:
    kind, reference, at = told["type"], told["id"], datetime.fromtimestamp(told["created"], UTC)
    if not (isinstance(kind, str) and isinstance(reference, str) and len(kind) <= 100 and 0 < len(reference) <= 255):
        raise ValueError(kind)
    about = _about(told["data"]["object"]) if kind.startswith(KINDS) else {}
    return Event(reference=reference, kind=kind, at=at, **{name: value for name, value in about.items() if value})


def _about(thing: Any) -> dict[str, str]:
    """By what the object is, since a `charge.` event may be about a charge, a refund or a dispute."""
    own, key = _text(thing.get("id")), _text((thing.get("metadata") or {}).get("gift"))
    payment, subscription = _text(thing.get("payment_intent")), _text(thing.get("subscription"))
    match thing["object"]:
        case "checkout.session":
            key = _text(thing.get("client_reference_id")) or key
            return {"key": key, "session": own, "subscription": subscription, "payment": payment}
        case "payment_intent":
            return {"key": key, "payment": own}
        case "subscription":
            return {"key": key, "subscription": own}
        case "invoice":
            parent = (thing.get("parent") or {}).get("subscription_details") or {}
            key = _text((parent.get("metadata") or {}).get("gift"))
            return {"key": key, "subscription": _text(parent.get("subscription")) or subscription}
        case _:
            return {"key": key, "payment": payment}


def _text(value: Any) -> str:
    """An id; the whole object where Stripe sends that."""
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) and len(found) <= 255 else ""
