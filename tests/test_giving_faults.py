"""Webhooks a hundred times and in any order, processes killed at any moment: one payment, one number, one mail."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from http.client import HTTPConnection, HTTPException

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.models import Gift, Payment, ProviderEvent, Receipt
from enlace.giving.money.amounts import Money
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import Order, Paid, Truth
from enlace.giving.sandbox.testing import running_sandbox
from enlace.giving.settling.handling_actions import handle_waiting_events
from enlace.giving.settling.reconciling_actions import compare_books
from enlace.giving.settling.settling_actions import settle
from enlace.giving.testing import make_donor, make_gift, make_recipient
from tests.test_background_work import folder, settings_of
from tests.test_backup_drill import free_port

__all__ = ["folder"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
KEY = "key of the test's sandbox"
TIMES, KILLS = 100, 5


class Process:
    """One of ours, killed with its whole group as a machine that loses its power would, and started again."""

    def __init__(self, *command: str, environment: dict[str, str]) -> None:
        self.command, self.environment = [sys.executable, "-m", *command], environment
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, env=self.environment, cwd=settings.ROOT, start_new_session=True, stdout=subprocess.DEVNULL
        )

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def sandbox(tmp_path, settings):
    with running_sandbox(tmp_path, key=KEY) as running:
        settings.SANDBOX_ADDRESS, settings.SANDBOX_KEY = running.address, KEY
        yield running


@pytest.fixture
def environment(folder, sandbox):
    return settings_of(folder) | {"ENLACE_SANDBOX_ADDRESS": sandbox.address, "ENLACE_SANDBOX_KEY": KEY}


def begun(rhythm="once", minor=5000) -> Gift:
    gift = make_gift(rhythm=rhythm, amount=minor, session="")
    back = "http://localhost:8000/es/"
    order = Order(str(gift.key), gift.money, gift.is_monthly, "es", "", "Instituto", "INSTITUTO", back, back)
    Gift.objects.filter(pk=gift.pk).update(session=providers()["sandbox"].start(order).session)
    gift.refresh_from_db()
    return gift


def a_busy_month(sandbox) -> list[Gift]:
    """Everything that may come of a gift, and in the middle of it money that belongs to none of ours."""
    gifts = [begun(minor=5000 + number) for number in range(4)] + [begun("monthly", 2500), begun("monthly", 1000)]
    for gift, card in zip(gifts, ("accepted", "confirm", "refused", "delayed", "accepted", "accepted"), strict=True):
        sandbox.pay(gift.session, card)
    sandbox.pay(gifts[2].session)
    sandbox.advance_a_month()
    stranger = Order(
        "not-a-gift-of-ours", Money(700, "EUR"), False, "es", "", "x", "xxxxx", "http://localhost", "http://localhost"
    )
    sandbox.pay(providers()["sandbox"].start(stranger).session)
    paid = providers()["sandbox"].ask(gifts[0].about).payments[0]
    sandbox.refund_at_provider(paid.reference, 2000, "USD")
    return gifts


def deliver(port: int, call) -> None:
    """As a provider does: again, until it is taken."""
    for _turn in range(600):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("POST", "/giving/events/sandbox", call.body, {"Host": "localhost", **call.headers})
            status = connection.getresponse().status
            connection.close()
            if status == 200:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(0.1)
    raise AssertionError("the call was not taken")


def test_each_webhook_a_hundred_times_with_the_server_killed_is_one_payment_and_one_number(sandbox, environment):
    make_recipient()
    gifts = a_busy_month(sandbox)
    port = free_port()
    serve = ["granian", "enlace.config.wsgi:application", "--interface", "wsgi", "--port", str(port)]
    running = [
        Process(*serve, "--workers", "1", "--no-log", "--log-level", "error", environment=environment),
        Process("enlace.config", "worker", "--every", "0.1", environment=environment),
    ]
    calls, chance = sandbox.calls() * TIMES, random.Random(20)
    chance.shuffle(calls)
    stop = threading.Event()
    killing = threading.Thread(target=kill_at_random, args=(running, stop, chance))
    try:
        killing.start()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda call: deliver(port, call), calls))
        killing.join(timeout=60)
        wait_for_the_worker()
    finally:
        stop.set()
        killing.join()
        for one in running:
            one.kill()
    handle_waiting_events(now() + timedelta(days=1))
    assert_each_once(gifts)


def kill_at_random(running, stop, chance) -> None:
    for _turn in range(KILLS):
        if stop.wait(chance.uniform(0.5, 6)):
            return
        one = chance.choice(running)
        one.kill()
        one.start()


def wait_for_the_worker(seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while DBTaskResult.objects.ready().exists() and time.monotonic() < deadline:
        time.sleep(0.2)


def assert_each_once(gifts) -> None:
    provider = providers()["sandbox"]
    for gift in gifts:
        told = provider.ask(gift.about)
        ours = Payment.objects.filter(gift=gift)
        assert sorted(one.reference for one in told.payments) == sorted(ours.values_list("reference", flat=True))
        assert told.payments
    receipts = list(Receipt.objects.order_by("number").values_list("number", flat=True))
    assert receipts == list(range(1, Payment.objects.count() + 1))
    mails = Mail.objects.exclude(attaches="")
    assert mails.count() == len(receipts) == mails.values("attaches").distinct().count()
    assert not ProviderEvent.objects.filter(handled_at=None).exists()
    found = compare_books(provider, by=None).found
    assert [one["kind"] for one in found] == ["unknown_payment"]


class Postbox:
    """Takes each mail; while it takes the third, whoever sends is killed, and never learns that it was taken."""

    KILLED_AT = (3,)

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, int]] = []
        self.sender: Process | None = None

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        attached = [part.get_content_type() for part in message.iter_attachments()]
        self.taken.append((envelope.rcpt_tos[0], message["Message-ID"], attached.count("application/pdf")))
        if self.sender and len(self.taken) in self.KILLED_AT:
            self.sender.kill()
        return "250 OK"


def test_no_receipt_is_lost_when_the_sender_is_killed_and_a_repeat_has_the_same_message_id(sandbox, environment):
    make_recipient()
    for number in range(8):
        gift = make_gift(donor=make_donor(email=f"donante{number}@example.org"))
        settle(gift, Truth(payments=(Paid(f"pay-{number}", gift.money, now()),)), asked=1, found_by="event")
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    mailing = environment | {"ENLACE_MAIL_URL": f"smtp://127.0.0.1:{server.port}"}
    try:
        for _start in range(len(box.KILLED_AT) + 1):
            box.sender = Process("enlace.config", "tick", environment=mailing)
            box.sender.process.wait(120)
            Mail.objects.filter(sent_at=None).update(claimed_at=now() - timedelta(hours=1))
    finally:
        server.stop()
    assert not Mail.objects.filter(sent_at=None).exists()
    ids = {to: {one for other, one, _attached in box.taken if other == to} for to, _id, _attached in box.taken}
    assert len(ids) == 8
    assert len(box.taken) == 8 + len(box.KILLED_AT), "what was taken and not written down is sent again"
    assert all(len(each) == 1 for each in ids.values()), "a repeat is the same mail"
    assert all(attached == 1 for _to, _id, attached in box.taken)
