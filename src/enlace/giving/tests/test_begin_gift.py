"""A filled form becomes a gift with a page at the provider: against the sandbox, a real server."""

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import now
from enlace.giving.entry.stamps import make_stamp
from enlace.giving.models import Donor, FoundBy, Gift
from enlace.giving.settling.asking_actions import ask_provider
from enlace.giving.testing import make_campaign, make_donor
from enlace.giving.tests.way_in import NONCE, details_address, send

pytestmark = pytest.mark.django_db


def test_a_filled_form_leads_to_the_provider_and_is_one_gift(client, sandbox):
    answer = send(client, thanks="public", in_memory_of="una oficina", message="Gracias")
    gift = Gift.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == gift.address
    assert gift.address.startswith(sandbox.address)
    assert (gift.money.minor, gift.rhythm, gift.thanked_as, gift.in_memory_of) == (
        5000,
        "once",
        "Oficina donante",
        "una oficina",
    )
    assert "INSTITUTO PRUEBA" in sandbox.see(f"/pay/{gift.session}").page


def test_the_page_asks_no_cookie_and_gives_none(sandbox):
    client = Client(enforce_csrf_checks=True)
    page = client.get(details_address())
    assert page.status_code == 200
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]
    assert send(client).status_code == 303
    assert not client.cookies


def test_a_form_sent_twice_is_one_gift_with_one_page(client, sandbox):
    first, second = send(client), send(client)
    assert first["Location"] == second["Location"]
    assert Gift.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_end_at_one_page(sandbox):
    answers = []

    def sending():
        answers.append(send(Client()))
        connection.close()

    threads = [Thread(target=sending) for _turn in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({one["Location"] for one in answers}) == 1
    assert Gift.objects.count() == 1


def test_the_order_is_the_same_whenever_it_is_given(client, sandbox):
    send(client)
    gift = Gift.objects.get()
    session = gift.session
    Gift.objects.update(session="", address="")
    send(client)
    gift.refresh_from_db()
    assert gift.session == session


def test_what_was_changed_is_another_gift_and_the_page_before_is_closed(client, sandbox):
    send(client)
    send(client, message="Más")
    first, second = Gift.objects.order_by("pk")
    assert first.closed_at
    assert not second.closed_at
    assert sandbox.pay(first.session).location == "" or not ask_provider(first, found_by=FoundBy.RETURN).payments.all()
    send(client)
    assert Gift.objects.count() == 3
    assert Gift.objects.filter(closed_at=None).count() == 1


def test_somebody_else_with_the_same_address_of_the_page_closes_nothing(client, sandbox):
    send(client)
    send(client, email="otra@example.org")
    assert not Gift.objects.exclude(closed_at=None).exists()


def test_who_has_paid_already_is_led_to_the_page_after(client, sandbox):
    send(client)
    sandbox.pay(Gift.objects.get().session)
    answer = send(client)
    assert "/giving/after/" in answer["Location"]
    assert Gift.objects.count() == 1
    assert Gift.objects.get().payments.count() == 1


def test_a_page_that_was_open_for_long_keeps_all_and_gets_a_new_stamp(client, sandbox):
    old = make_stamp(NONCE, now() - timedelta(hours=13))
    page = send(client, stamp=old, message="Unas líneas")
    assert not Gift.objects.exists()
    assert "Unas líneas" in page.text
    assert 'value="donante@example.org"' in page.text
    stamp = re.search(r'name="stamp" value="([^"]+)"', page.text)[1]
    assert stamp != old
    assert send(client, stamp=make_stamp(NONCE, now() - timedelta(minutes=1))).status_code == 303


def test_a_provider_that_does_not_answer_loses_nothing(client, sandbox, settings):
    settings.SANDBOX_ADDRESS = "http://127.0.0.1:9"
    page = send(client, message="Unas líneas")
    assert page.status_code == 200
    assert "Unas líneas" in page.text
    assert 'class="wrong"' in page.text
    settings.SANDBOX_ADDRESS = sandbox.address
    assert send(client, message="Unas líneas").status_code == 303
    assert Gift.objects.count() == 1


def test_a_donor_is_one_address_however_it_is_written_and_is_only_completed(client, sandbox):
    known = make_donor(email="Donante@Example.org", name="", country="UY")
    send(client)
    known.refresh_from_db()
    assert Donor.objects.count() == 1
    assert (known.email, known.name, known.country) == ("Donante@Example.org", "Oficina donante", "UY")


def test_nothing_says_who_was_signed_in_and_the_log_names_nobody(client, sandbox):
    user = make_user("persona@example.org")
    client.force_login(user)
    send(client)
    line = AuditEntry.objects.get(action="begin_gift")
    assert line.by is None
    assert line.after == {
        "provider": "sandbox",
        "rhythm": "once",
        "amount": 5000,
        "currency": "USD",
        "campaign_id": None,
    }


def test_a_monthly_gift_for_a_campaign_and_an_organisation(client, sandbox):
    campaign = make_campaign(slug="archivo")
    asked = "rhythm=monthly&currency=USD&monthly=other&monthly_other=12,50&shown=USD&campaign=archivo"
    send(client, asked, behalf="organisation", organisation="Fundación de prueba", thanks="public")
    gift = Gift.objects.get()
    assert (gift.rhythm, gift.amount, gift.campaign, gift.name, gift.thanked_as) == (
        "monthly",
        1250,
        campaign,
        "Fundación de prueba",
        "Fundación de prueba",
    )
