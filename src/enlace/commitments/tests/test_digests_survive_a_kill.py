"""A tick that is killed (-9) while the mail server takes a digest: all get theirs, and a repeat is known as one."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from tests.test_backup_drill import free_port

from enlace.commitments.models import CommitmentReminder
from enlace.commitments.testing import make_commitment, make_review_round
from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.network.testing import make_focal_point, make_state
from enlace.website.tests.reading import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CODES = ("UY", "PY", "AR", "BR")
DEADLY = 2


class Postbox:
    """Takes mail; the process that brings the second one is gone before it learns that it was taken."""

    def __init__(self):
        self.taken, self.ticking = [], None

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        if message.get_content().count("http") == 1:  # a digest: a welcome leads to more
            self.taken.append((envelope.rcpt_tos[0], message["Message-ID"]))
        if len(self.taken) == DEADLY:
            os.kill(self.ticking.pid, signal.SIGKILL)
        return "250 OK"

    def tick(self, folder):
        command = [sys.executable, "-m", "enlace.config", "tick"]
        real = {"ENLACE_MAIL_URL": f"smtp://127.0.0.1:{self.port}", "DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
        self.ticking = subprocess.Popen(command, env=environment(folder) | real, cwd=settings.ROOT)
        return self.ticking.wait(120)


@pytest.fixture
def postbox():
    box = Postbox()
    box.port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    yield box
    server.stop()


def test_each_person_gets_their_digest_and_the_repeat_carries_the_same_message_id(tmp_path, postbox):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "locale").symlink_to(settings.CACHE / "locale")
    if connection.vendor == "sqlite":
        (tmp_path / "enlace.sqlite3").symlink_to(connection.settings_dict["NAME"])
    people = [f"{code.lower()}@example.org" for code in CODES]
    for code, email in zip(CODES, people, strict=True):
        make_focal_point(email, code)
        make_commitment(parties=[make_state(code)])
    make_review_round()
    assert postbox.tick(tmp_path) == -signal.SIGKILL
    assert len(postbox.taken) == DEADLY
    Mail.objects.exclude(claimed_at=None).update(claimed_at=now() - timedelta(minutes=11))
    assert postbox.tick(tmp_path) == 0
    assert sorted({to for to, _id in postbox.taken}) == sorted(people)
    assert len(postbox.taken) == len(people) + 1
    assert len({message_id for _to, message_id in postbox.taken}) == len(people)
    assert CommitmentReminder.objects.count() == len(people)
