"""What makes a form one form, without a cookie: a signed stamp, and how somebody shows to be no machine.

A stamp holds a nonce, which stays the same when the page is loaded again, and when it was made. A ticket of the same
nonce is given out by the page that asks for a moment. A proof is a number that makes SHA-256 of the stamp, a colon and
the number begin with so many bits of zero.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

LASTS = timedelta(hours=12)
_STAMP, _TICKET = "enlace.giving.form", "enlace.giving.ticket"


@dataclass(frozen=True)
class Stamp:
    nonce: str
    made_at: datetime

    def age(self, moment: datetime) -> timedelta:
        return moment - self.made_at


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


def is_nonce(text: str) -> bool:
    return re.fullmatch(r"[\w-]{16}", text, re.ASCII) is not None


def make_stamp(nonce: str, moment: datetime) -> str:
    return signing.dumps([nonce, moment.isoformat()], salt=_STAMP)


def make_ticket(nonce: str, moment: datetime) -> str:
    return signing.dumps([nonce, moment.isoformat()], salt=_TICKET)


def read_stamp(text: str, moment: datetime) -> Stamp | None:
    """None for what is none of ours, or too old."""
    return _read(text, _STAMP, moment)


def read_ticket(text: str, moment: datetime) -> Stamp | None:
    return _read(text, _TICKET, moment)


def _read(text: str, salt: str, moment: datetime) -> Stamp | None:
    try:
        nonce, made_at = signing.loads(text, salt=salt)
    except signing.BadSignature:
        return None
    found = Stamp(nonce, datetime.fromisoformat(made_at))
    return found if found.age(moment) <= LASTS else None


def is_proof(stamp: str, proof: str, bits: int) -> bool:
    if not re.fullmatch(r"[0-9]{1,10}", proof, re.ASCII):
        return False
    number = int.from_bytes(hashlib.sha256(f"{stamp}:{proof}".encode()).digest())
    return number >> (256 - bits) == 0


def form_keys(nonce: str, content: str) -> tuple[str, str]:
    """The two halves of `Gift.form_key`: of the form, and of what it says. Neither tells what it was made of."""
    return _half("form", nonce), _half("content", f"{nonce}:{content}")


def _half(salt: str, text: str) -> str:
    return salted_hmac(f"enlace.giving.{salt}", text, algorithm="sha256").hexdigest()[:32]
