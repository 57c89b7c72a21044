"""The way in, as tests walk it: a sandbox that runs, and a form that is filled in."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from enlace.core.clock import now
from enlace.giving.entry.stamps import make_stamp

NONCE = "abcdefghijklmnop"
ASKED = "rhythm=once&currency=USD&amount=5000"


def details_address(asked: str = ASKED, nonce: str = NONCE) -> str:
    return f"{reverse('giving:details')}?{asked}&form={nonce}"


def filled(**overrides: Any) -> dict[str, Any]:
    """A form that somebody needed a minute for."""
    fields = {
        "email": "donante@example.org",
        "name": "Oficina donante",
        "country": "ES",
        "behalf": "person",
        "thanks": "anonymous",
        "provider": "sandbox",
        "stamp": make_stamp(NONCE, now() - timedelta(minutes=1)),
    }
    return fields | overrides


def send(client: Client, asked: str = ASKED, **overrides: Any) -> Any:
    return client.post(details_address(asked), filled(**overrides))


def fields_of(text: str) -> dict[str, str]:
    """What the hidden fields of a page hold."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
