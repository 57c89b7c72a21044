"""A paper of 300 MB sent to a real server: refused with a sentence, kept neither in its memory nor on its disk."""

import threading
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from enlace.files.models import Version
from enlace.files.uploads import LARGEST_FILE
from enlace.meetings.testing import make_paper
from enlace.network.testing import make_secretary
from enlace.website.tests.reading import CSRF, Server, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MEGABYTE = 1024 * 1024
SENT, SMALL = 300 * MEGABYTE, 64 * MEGABYTE
BOUNDARY = "a-boundary-between-parts"


@pytest.fixture
def server(tmp_path, monkeypatch):
    """With a folder of its own for what it lays aside."""
    data, aside = tmp_path / "data", tmp_path / "aside"
    (data / "cache").mkdir(parents=True)
    aside.mkdir()
    (data / "cache" / "locale").symlink_to(settings.CACHE / "locale")
    if connection.vendor == "sqlite":
        (data / "enlace.sqlite3").symlink_to(connection.settings_dict["NAME"])
    monkeypatch.setenv("TMPDIR", str(aside))
    running = Server(data)
    running.aside = aside
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def memory_of(server) -> int:
    """The most that its processes ever held at once, each, in bytes, together."""
    lines = [
        line for pid in family(server.process.pid) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    ]
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def largest_aside(server, until: threading.Event) -> int:
    largest = 0
    while not until.is_set():
        for pid in family(server.process.pid):
            for link in Path(f"/proc/{pid}/fd").iterdir():
                try:
                    if str(server.aside) in str(link.readlink()):
                        largest = max(largest, link.stat().st_size)
                except OSError:
                    continue
        time.sleep(0.05)
    return largest


def send(server, path: str, cookie: str, size: int) -> tuple[int, str]:
    field = 'Content-Disposition: form-data; name="{}"'
    head = "".join(
        f"--{BOUNDARY}\r\n{field.format(name)}\r\n\r\n{value}\r\n"
        for name, value in (("csrfmiddlewaretoken", CSRF), ("language", "es"))
    )
    head += f'--{BOUNDARY}\r\n{field.format("file")}; filename="nota.pdf"\r\n'
    head += "Content-Type: application/pdf\r\n\r\n%PDF-1.7\n"
    tail = f"\r\n--{BOUNDARY}--\r\n"
    talk = HTTPConnection("127.0.0.1", server.port, timeout=120)
    talk.putrequest("POST", path, skip_host=True)
    for name, value in (
        ("Host", "localhost:8000"),
        ("Cookie", cookie),
        ("Content-Type", f"multipart/form-data; boundary={BOUNDARY}"),
        ("Content-Length", str(len(head) + size + len(tail))),
    ):
        talk.putheader(name, value)
    talk.endheaders(head.encode())
    for _ in range(size // MEGABYTE):
        talk.send(b"\0" * MEGABYTE)
    talk.send(tail.encode())
    answer = talk.getresponse()
    return answer.status, answer.read().decode()


def test_a_paper_of_300_megabytes_is_refused_with_a_sentence_and_fills_neither_memory_nor_disk(server):
    paper, cookie = make_paper(), signed_in(make_secretary())
    path = reverse("meetings:add_paper_text", args=[paper.pk])
    send(server, path, cookie, MEGABYTE)
    before, done, found = memory_of(server), threading.Event(), []
    watching = threading.Thread(target=lambda: found.append(largest_aside(server, done)))
    watching.start()
    status, shown = send(server, path, cookie, SENT)
    done.set()
    watching.join()
    assert status == 200
    assert "20,0" in shown
    assert memory_of(server) - before < SMALL
    assert found[0] <= LARGEST_FILE
    assert not [one for one in server.aside.iterdir() if one.stat().st_size > MEGABYTE]
    assert Version.objects.count() == 1
