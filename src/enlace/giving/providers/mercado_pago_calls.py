"""What Mercado Pago tells us by itself: whether to believe it, and what it is about.

Signed are only the id of the thing (`data.id`, in the address), the id of the request (`x-request-id`) and the moment
(`ts`). The body is not, nor is the type in the address: from them comes nothing but which question is asked of
Mercado Pago, and a wrong one finds nothing. The reference of an event is the fingerprint of what was signed, so that
a call that was overheard is the same event whatever else it is sent with.
"""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from enlace.giving.providers.face import Event, NotBelieved

OLDEST = timedelta(minutes=5)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECONDS_FROM = 12
"""So many figures a moment has when it counts milliseconds; Mercado Pago's own texts show both."""
SUBSCRIPTION, CHARGE = "subscription_preapproval", "subscription_authorized_payment"
CHARGEBACKS = {"chargebacks", "topic_chargebacks_wh"}


def read_call(
    secret: str, body: bytes, headers: Mapping[str, str], query: Mapping[str, str], moment: datetime
) -> Event:
    """Raises NotBelieved."""
    told, told_at = _signature(headers)
    about, request = query.get("data.id", ""), _header(headers, "x-request-id")
    if about and not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", about):
        raise NotBelieved("form")
    if not any(hmac.compare_digest(sign(secret, one, request, told_at), told) for one in {about.lower(), about}):
        raise NotBelieved("signature")
    at = _moment(told_at)
    if abs(moment - at) > OLDEST:
        raise NotBelieved("age")
    kind = _kind(body, query)
    return Event(
        reference=sha256(manifest(about.lower(), request, told_at)).hexdigest(),
        kind=kind,
        at=at,
        subscription=about if kind == SUBSCRIPTION else "",
        payment="" if kind == SUBSCRIPTION else about,
    )


def manifest(about: str, request: str, told_at: str) -> bytes:
    """What is signed: a part that is missing is left out with its name."""
    parts = {"id": about, "request-id": request, "ts": told_at}
    return "".join(f"{name}:{value};" for name, value in parts.items() if value).encode()


def sign(secret: str, about: str, request: str, told_at: str) -> str:
    return hmac.digest(secret.encode(), manifest(about, request, told_at), "sha256").hex()


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value.strip() for key, value in headers.items() if key.lower() == name), "")


def _signature(headers: Mapping[str, str]) -> tuple[str, str]:
    """The signature and the moment that were told, as they stand in the header."""
    header = _header(headers, "x-signature")
    if not header:
        raise NotBelieved("signature")
    parts = dict(re.findall(r"\s*([a-z0-9]+)\s*=\s*([^,\s]+)\s*(?:,|$)", header))
    told, told_at = parts.get("v1", ""), parts.get("ts", "")
    if not re.fullmatch(r"[0-9a-f]{64}", told) or not re.fullmatch(r"[0-9]{9,14}", told_at):
        raise NotBelieved("form")
    return told, told_at


def _moment(told_at: str) -> datetime:
    unit = "milliseconds" if len(told_at) >= MILLISECONDS_FROM else "seconds"
    return EPOCH + timedelta(**{unit: int(told_at)})


def _kind(body: bytes, query: Mapping[str, str]) -> str:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = {}
    kind = query.get("type") or query.get("topic") or (told.get("type") if isinstance(told, dict) else "")
    return kind if isinstance(kind, str) and re.fullmatch(r"[a-z_]{1,60}", kind) else "unknown"
