"""Machines and tried cards: work or a wait, then a stop; of people nothing is lost."""

import hashlib
from datetime import timedelta
from itertools import count

import pytest
from django.utils.html import escape

from enlace.accounts.models import SignInTries
from enlace.core.clock import now
from enlace.giving.entry import limits
from enlace.giving.entry.limits import effort_of, is_stopped, remember_source, source_of, take_beginning
from enlace.giving.entry.stamps import is_proof, make_stamp, make_ticket
from enlace.giving.models import Gift
from enlace.giving.testing import make_gift, make_offer, make_recipient
from enlace.giving.tests.way_in import NONCE, fields_of, send

pytestmark = pytest.mark.django_db
HERE = "192.0.2.7"


@pytest.fixture
def _open_to_gifts(settings):
    settings.SANDBOX_ADDRESS = "http://127.0.0.1:9"
    make_recipient(email="instituto@example.org")
    make_offer()


def stamp_of(seconds):
    return make_stamp(NONCE, now() - timedelta(seconds=seconds))


def proof_of(stamp, bits):
    return next(str(one) for one in count() if is_proof(stamp, str(one), bits))


def busy(source=HERE):
    for number in range(4):
        take_beginning(source, f"d{number}@example.org")


def test_a_proof_is_a_hash_that_begins_with_zeros():
    number = proof_of("stamp", 9)
    assert hashlib.sha256(f"stamp:{number}".encode()).digest()[0] == 0
    assert not is_proof("stamp", "", 1)
    assert not is_proof("stamp", "1" * 11, 1)
    assert not is_proof("other", number, 200)


def test_of_ipv6_the_network_of_a_subscriber_counts():
    assert source_of("2001:db8:1:2:3:4:5:6") == source_of("2001:db8:1:2::9") == "2001:db8:1:2::"
    assert source_of("::ffff:192.0.2.7") == HERE


@pytest.mark.usefixtures("_open_to_gifts")
def test_who_sends_within_three_seconds_is_asked_for_a_moment_and_loses_nothing(client):
    stamp = stamp_of(1)
    page = send(client, stamp=stamp, proof=proof_of(stamp, 11), message="Unas líneas")
    assert not Gift.objects.exists()
    assert "Unas líneas" in page.text
    assert fields_of(page.text)["email"] == "donante@example.org"
    assert "no-store" in page["Cache-Control"]


@pytest.mark.usefixtures("_open_to_gifts")
def test_a_proof_lets_through_at_once_and_time_without_one(client):
    quick = stamp_of(4)
    send(client, stamp=quick)
    assert not Gift.objects.exists()
    send(client, stamp=quick, proof=proof_of(quick, 11))
    assert Gift.objects.count() == 1
    Gift.objects.all().delete()
    send(client, stamp=stamp_of(9))
    assert Gift.objects.count() == 1


@pytest.mark.usefixtures("_open_to_gifts")
def test_a_field_that_nobody_sees_asks_for_a_wait_and_is_emptied(client):
    page = send(client, website="https://spam.example")
    assert not Gift.objects.exists()
    assert "spam.example" not in page.text
    ticket = make_ticket(NONCE, now() - timedelta(seconds=11))
    send(client, website="https://spam.example", ticket=ticket)
    assert Gift.objects.count() == 1


@pytest.mark.usefixtures("_open_to_gifts")
def test_a_busy_connection_must_show_more(client):
    busy("127.0.0.1")
    stamp = stamp_of(60)
    page = send(client, stamp=stamp, proof=proof_of(stamp, 11)[:1] + "x")
    assert not Gift.objects.exists()
    assert fields_of(page.text)["ticket"]
    send(client, stamp=stamp, ticket=make_ticket("another-nonce-xx", now() - timedelta(minutes=5)))
    assert not Gift.objects.exists()
    send(client, stamp=stamp, ticket=make_ticket(NONCE, now() - timedelta(seconds=31)))
    assert Gift.objects.count() == 1


@pytest.mark.usefixtures("_open_to_gifts")
def test_a_stopped_connection_reads_a_calm_page_that_keeps_what_was_written(client, monkeypatch):
    monkeypatch.setattr(limits, "GIFTS", limits.Limit(1, limits.HOUR, limits.STOPPED))
    send(client)
    assert Gift.objects.count() == 1
    page = send(client, message="Unas líneas & más")
    assert page.status_code == 429
    assert page["Retry-After"] == "10800"
    assert "instituto@example.org" in page.text
    assert escape("Unas líneas & más") in page.text
    send(client)
    assert Gift.objects.count() == 1


def test_many_addresses_from_one_connection_stop_it():
    for number in range(12):
        assert take_beginning(HERE, f"d{number}@example.org")
    assert is_stopped(HERE, now())
    assert not is_stopped("192.0.2.8", now())


def test_one_address_from_many_connections_is_stopped():
    answers = [take_beginning(f"192.0.2.{number}", "d@example.org") for number in range(13)]
    assert answers == [True] * 12 + [False]


def test_refused_cards_of_a_connection_first_ask_for_more_then_stop_it():
    gift = make_gift(refusals=4)
    remember_source(gift, HERE)
    assert effort_of(HERE, now()) == limits.MORE
    assert not is_stopped(HERE, now())
    Gift.objects.update(refusals=8)
    assert is_stopped(HERE, now())
    assert not is_stopped("192.0.2.8", now())
    assert not is_stopped(HERE, now() + timedelta(hours=7))


def test_many_refused_cards_of_the_whole_site_ask_everybody_for_more():
    assert effort_of(HERE, now()) == limits.NORMAL
    for _turn in range(5):
        make_gift(refusals=5)
    assert effort_of(HERE, now()) == limits.MORE


def test_no_row_tells_where_a_gift_came_from():
    remember_source(make_gift(), HERE)
    busy()
    assert not [one for one in SignInTries.objects.values_list("key", flat=True) if HERE in one or len(one) != 64]
