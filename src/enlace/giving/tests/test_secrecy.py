"""Nothing of a donor, no key and no card in a log, on a page of an error or before others; see also test_wall."""

import logging

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from tests.payment_servers.stripe_server import running_stripe

from enlace.accounts.models import AuditEntry
from enlace.config.quiet_log import WithoutLinks
from enlace.giving.donors.links import donor_token
from enlace.giving.models import Donor, Gift, Recipient
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import NotAnswered
from enlace.giving.sandbox.testing import running_sandbox
from enlace.giving.settling.asking_actions import ask_provider
from enlace.giving.settling.reconciling_actions import compare_books
from enlace.giving.testing import make_gift
from enlace.giving.tests.way_in import send

pytestmark = pytest.mark.django_db
KEY = "key-that-nobody-may-read"
SECRETS = (
    "secreta@example.org",
    "Nombre Secreto",
    "Palabra secreta",
    "Memoria secreta",
    KEY,
    "sk_live_secret",
    "4242424242424242",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One of the key that no log may hold."""
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), key=KEY) as running:
        yield running


def words_of(caplog) -> str:
    """As the console writes them: with the filter of the settings, and with the traces of errors."""
    formatter, quiet = logging.Formatter("%(levelname)s %(name)s %(message)s"), WithoutLinks()
    return "\n".join(formatter.format(one) for one in caplog.records if quiet.filter(one))


def told(text: str) -> list[str]:
    return [one for one in SECRETS if one in text]


def test_a_gift_from_its_form_to_its_receipt_leaves_nothing_in_any_log(client, sandbox, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = send(
            client,
            email="secreta@example.org",
            name="Nombre Secreto",
            message="Palabra secreta",
            in_memory_of="Memoria secreta",
        )
        assert answer.status_code == 303 or answer.status_code == 302
        gift = Gift.objects.get()
        assert (gift.name, gift.message) == ("Nombre Secreto", "Palabra secreta")
        sandbox.pay(gift.session)
        for call in sandbox.calls():
            client.post("/giving/events/sandbox", call.body, content_type="application/json", headers=call.headers)
        ask_provider(gift, found_by="return")
        compare_books(providers()["sandbox"], by=None)
        sandbox.kill()
        client.get(reverse("giving:mine", args=[donor_token(Donor.objects.get())]))
    assert told(words_of(caplog)) == []
    lines = AuditEntry.objects.filter(subject_kind__startswith="giving.")
    assert lines.count() >= 3
    assert told(str(list(lines.values()))) == []


def test_the_page_of_an_error_and_its_log_tell_nothing(sandbox, caplog, settings):
    """The form is right, and the database breaks behind it."""
    browser = Client(raise_request_exception=False)
    Recipient.objects.all().delete()
    gift = make_gift(name="Nombre Secreto", message="Palabra secreta")
    token = donor_token(gift.donor)
    address = reverse("giving:mine", args=[token])
    with (
        caplog.at_level(logging.DEBUG),
        override_settings(DEBUG=False, ROOT_URLCONF="enlace.giving.tests.breaking_urls"),
    ):
        answer = browser.get(address, headers={"X-Name": "Nombre Secreto"})
    assert answer.status_code == 500
    assert told(answer.content.decode()) == []
    text = words_of(caplog)
    assert "Internal Server Error" in text
    assert told(text) == []
    assert token not in text


def test_a_link_that_opens_nothing_any_more_stands_in_no_log(client, caplog):
    donor = make_gift().donor
    token = donor_token(donor)
    Donor.objects.filter(pk=donor.pk).update(key="another")
    with caplog.at_level(logging.DEBUG):
        assert client.get(reverse("giving:mine", args=[token])).status_code == 404
    assert "/giving/mine/…/" in words_of(caplog)
    assert token not in words_of(caplog)


def test_a_wrong_key_of_a_provider_stands_in_no_log(caplog, settings):
    settings.STRIPE_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_live_secret", KEY
    gift = make_gift(provider="stripe", name="Nombre Secreto", session="cs_1")
    with running_stripe() as stripe, caplog.at_level(logging.DEBUG):
        settings.STRIPE_ADDRESS = stripe.address
        with pytest.raises(NotAnswered) as failed:
            ask_provider(gift, found_by="return")
    assert told(words_of(caplog) + str(failed.value)) == []


def test_the_repository_holds_no_key_of_a_provider():
    names = ("STRIPE_KEY", "STRIPE_WEBHOOK_SECRET", "MERCADO_PAGO_TOKEN", "MERCADO_PAGO_WEBHOOK_SECRET")
    assert [name for name in names if getattr(settings, name)] == []
