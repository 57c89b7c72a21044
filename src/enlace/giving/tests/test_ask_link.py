"""A lost link is sent again, and nobody learns who has given."""

import pytest
from django.urls import reverse

from enlace.core.models import Mail
from enlace.giving.donors import link_views
from enlace.giving.testing import make_donor

pytestmark = pytest.mark.django_db


def ask(client, email):
    return client.post(reverse("giving:ask_link"), {"email": email})


def test_the_link_goes_to_the_address_in_the_language_of_the_donor(client):
    make_donor(email="Oficina@example.org", language="pt")
    ask(client, "oficina@EXAMPLE.org")
    mail = Mail.objects.get()
    (line,) = [line for line in mail.text.splitlines() if "/giving/mine/" in line]
    assert "/pt/" in line
    assert client.get("/" + line.split("/", 3)[3]).status_code == 200


def test_every_address_is_answered_alike(client):
    make_donor(email="oficina@example.org")
    answers = [ask(client, email) for email in ("oficina@example.org", "nadie@example.org", "oficina@example.org")]
    assert len({(one.status_code, one["Location"]) for one in answers}) == 1
    assert Mail.objects.count() == 1, "one in ten minutes"
    pages = {client.get(one["Location"]).content for one in answers}
    assert len(pages) == 1


def test_an_erased_donor_is_sent_nothing(client):
    make_donor(email="", erased_at="2026-01-01T00:00Z")
    ask(client, "alguien@example.org")
    assert not Mail.objects.exists()


def test_one_connection_asks_only_so_often(client, monkeypatch):
    for number in range(link_views.CONNECTION.amount):
        ask(client, f"uno{number}@example.org")
    assert ask(client, "otro@example.org").status_code == 429


def test_what_is_no_address_is_asked_for_again(client):
    response = ask(client, "nadie")
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
