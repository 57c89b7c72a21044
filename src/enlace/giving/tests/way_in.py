"""The way in, as tests walk it: a form that is filled in, and a gift that is begun and paid at the sandbox."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.entry.opening import order_of
from enlace.giving.entry.stamps import make_stamp
from enlace.giving.models import FoundBy, Gift, Recipient
from enlace.giving.providers.configured import provider_named
from enlace.giving.providers.face import Monthly
from enlace.giving.sandbox.testing import Call, RunningSandbox
from enlace.giving.settling.asking_actions import ask_provider
from enlace.giving.testing import make_gift

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


def begun(**overrides: Any) -> Gift:
    """A gift with its page at the provider; nothing is paid there. Wants the fixture `sandbox`."""
    gift = make_gift(**overrides)
    hosted = provider_named(gift.provider).start(order_of(gift, Recipient.objects.get()))
    gift.session, gift.address = hosted.session, hosted.address
    gift.save()
    return gift


def begun_monthly(sandbox: RunningSandbox, **overrides: Any) -> Gift:
    """25.00 dollars a month, paid for the first time: with its payment, receipt and the mail of that."""
    gift = begun(**{"rhythm": "monthly", "amount": 2500} | overrides)
    sandbox.pay(gift.session)
    return ask_provider(gift, found_by=FoundBy.RETURN)


def at_provider(gift: Gift) -> Monthly | None:
    """A monthly gift as the provider has it."""
    return provider_named(gift.provider).ask(gift.about).monthly


def calls_of(sandbox: RunningSandbox, gift: Gift) -> list[Call]:
    """What the sandbox tells of a gift, in the order in which it happened."""
    return [call for call in sandbox.calls() if str(gift.key).encode() in call.body]


def kinds_of(sandbox: RunningSandbox, gift: Gift) -> list[str]:
    return [json.loads(call.body)["type"] for call in calls_of(sandbox, gift)]


def advance_to_next(sandbox: RunningSandbox, gift: Gift) -> Gift:
    """The gift after the day on which its card is charged next, or tried again, and what the provider says then."""
    gift.refresh_from_db()
    assert gift.next_on
    day_after = datetime.combine(gift.next_on + timedelta(days=1), time(), UTC)
    sandbox.advance(seconds=int(day_after.timestamp()) - sandbox.steer("clock", seconds=0)["now"])
    return ask_provider(gift, found_by=FoundBy.EVENT)


def mail_beside_receipts() -> "QuerySet[Mail]":
    return Mail.objects.filter(attaches="")
