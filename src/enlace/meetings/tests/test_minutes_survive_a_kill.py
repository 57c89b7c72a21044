"""A server that is killed (-9) while minutes are being saved loses none that it had acknowledged."""

import json
import os
import signal
import threading
from http.client import HTTPException
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from enlace.accounts.models import User
from enlace.meetings.models import MinutesVersion
from enlace.meetings.testing import make_session
from enlace.website.tests.reading import Server, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BEFORE_THE_KILL = 15


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "locale").symlink_to(settings.CACHE / "locale")
    if connection.vendor == "sqlite":
        (tmp_path / "enlace.sqlite3").symlink_to(connection.settings_dict["NAME"])
    return tmp_path


def kill(server: Server) -> None:
    """The process and its workers at once, without a word."""
    pid = server.process.pid
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (pid, *map(int, workers)):
        os.kill(one, signal.SIGKILL)
    server.process.wait(20)


def save_in_a_loop(server, session, cookie, acknowledged, enough) -> None:
    """Until the server is gone: each text builds upon the last that was acknowledged."""
    address = reverse("meetings:autosave_minutes", args=[session.pk])
    base = ""
    for number in range(10_000):
        text = f"Línea {number}. " + "texto " * 200
        try:
            reply = server.post(address, cookie, {"text": text, "language": "es", "base": base})
        except (OSError, HTTPException):
            return
        base = json.loads(reply.text)["base"]
        acknowledged[base] = text.rstrip()
        if len(acknowledged) == BEFORE_THE_KILL:
            enough.set()


def test_what_was_acknowledged_is_there_after_the_server_was_killed(folder):
    session = make_session()
    cookie = signed_in(User.objects.create_superuser("secretaria@example.org"))
    acknowledged, enough = {}, threading.Event()
    server = Server(folder)
    server.wait()
    writer = threading.Thread(target=save_in_a_loop, args=(server, session, cookie, acknowledged, enough))
    writer.start()
    assert enough.wait(120), "the server acknowledged too little"
    kill(server)
    writer.join(60)
    again = Server(folder)
    try:
        again.wait()
        last = max(acknowledged)
        page = again.ask(reverse("meetings:minutes_version", args=[last]), Cookie=cookie)
        assert acknowledged[last].partition(".")[0] in page.text
    finally:
        again.stop()
    kept = dict(MinutesVersion.objects.filter(session=session).values_list("pk", "text"))
    assert {pk: kept.get(pk) for pk in acknowledged} == acknowledged
    assert len(acknowledged) >= BEFORE_THE_KILL
