"""The real worker beside the server, on the database of the test: it builds, it is killed, it is replaced."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from enlace.meetings.models import Bundle
from enlace.meetings.papers.bundle_actions import ask_for_bundle
from enlace.meetings.tests.making_papers import paper_in
from enlace.network.testing import make_focal_point
from enlace.website.tests.reading import environment

pytestmark = pytest.mark.django_db(transaction=True)
IN_THE_DATABASE = {
    "default": settings.TASKS["default"],
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
HOLDS = """
import django, time
django.setup()
from enlace.core.background import at_work
with at_work() as name:
    print(name, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path):
    """A data folder with this test's database and private files in it."""
    data = tmp_path / "data"
    (data / "cache").mkdir(parents=True)
    (data / "cache" / "locale").symlink_to(settings.CACHE / "locale")
    (data / "private").symlink_to(settings.DATA / "private")
    if connection.vendor == "sqlite":
        (data / "enlace.sqlite3").symlink_to(connection.settings_dict["NAME"])
    return data


@pytest.fixture(autouse=True)
def _tasks_wait_in_the_database():
    with override_settings(TASKS=IN_THE_DATABASE):
        yield


def settings_of(folder: Path) -> dict[str, str]:
    return environment(folder) | {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}


def worker(folder: Path, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "enlace.config", "worker", "--every", "0.1", *arguments]
    return subprocess.Popen(command, env=settings_of(folder), cwd=settings.ROOT)


def eventually(holds, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.1)


def test_a_worker_builds_what_was_asked_for_and_ends_when_it_is_told_to(folder):
    paper, reader = paper_in(), make_focal_point()
    bundle = ask_for_bundle(paper.session.meeting, "pdf", "es", by=reader)
    assert bundle.finished_at is None
    working = worker(folder)
    try:
        eventually(lambda: Bundle.objects.get(pk=bundle.pk).finished_at)
    finally:
        working.terminate()
        assert working.wait(20) == 0
    assert Path(Bundle.objects.get(pk=bundle.pk).content.path).read_bytes().startswith(b"%PDF-")


def test_what_is_asked_for_in_a_change_that_is_taken_back_is_not_built():
    paper, reader = paper_in(), make_focal_point()
    with transaction.atomic():
        ask_for_bundle(paper.session.meeting, "zip", "es", by=reader)
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()
    assert not Bundle.objects.exists()


def test_a_task_whose_worker_was_killed_is_done_by_the_next(folder):
    """The lock of the worker is that of a real process, which is killed while the task is marked as running."""
    paper, reader = paper_in(), make_focal_point()
    bundle = ask_for_bundle(paper.session.meeting, "zip", "es", by=reader)
    task = DBTaskResult.objects.get()
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLDS], env=settings_of(folder), stdout=subprocess.PIPE, text=True, cwd=settings.ROOT
    )
    task.claim(holding.stdout.readline().strip())
    holding.send_signal(signal.SIGKILL)
    holding.wait()
    assert DBTaskResult.objects.running().count() == 1
    second = worker(folder, "--once")
    assert second.wait(60) == 0
    assert Bundle.objects.get(pk=bundle.pk).finished_at
    assert len(DBTaskResult.objects.get().worker_ids) == 2


def test_a_worker_that_waits_for_work_keeps_nobody_from_writing(folder):
    working = worker(folder, "--every", "0.01")
    eventually(lambda: list((folder / "cache" / "workers").glob("*-*")))
    try:
        for number in range(40):
            make_focal_point(f"{number}@example.org")
    finally:
        working.terminate()
        assert working.wait(20) == 0


def test_a_worker_ends_with_the_process_that_started_it(folder):
    command = [sys.executable, "-m", "enlace.config", "worker", "--every", "0.1", "--with-parent"]
    starts = f"import subprocess, time; print(subprocess.Popen({command!r}).pid, flush=True); time.sleep(600)"
    parent = subprocess.Popen(
        [sys.executable, "-c", starts], env=settings_of(folder), cwd=settings.ROOT, stdout=subprocess.PIPE, text=True
    )
    pid = int(parent.stdout.readline())
    eventually(lambda: list((folder / "cache" / "workers").glob("*-*")))
    parent.kill()
    parent.wait()
    eventually(lambda: not Path(f"/proc/{pid}").exists())


def test_the_companions_of_the_server_are_started_again_and_end_when_it_tells_them(folder):
    beside = subprocess.Popen(
        [sys.executable, "-m", "enlace.config.companions"], env=settings_of(folder), cwd=settings.ROOT
    )
    try:
        eventually(lambda: sorted(map(what_runs, children_of(beside.pid).values())) == ["tick", "worker"])
        (killed,) = [pid for pid, command in children_of(beside.pid).items() if "worker" in command]
        os.kill(killed, signal.SIGKILL)
        eventually(
            lambda: any("worker" in command and pid != killed for pid, command in children_of(beside.pid).items())
        )
        children = children_of(beside.pid)
    finally:
        beside.terminate()
        beside.wait(30)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def what_runs(command: str) -> str:
    """The command of ours that a process runs; empty while it is only begun, and still bears its parent's name."""
    return command.partition("enlace.config ")[2].partition(" ")[0]


def children_of(pid: int) -> dict[int, str]:
    """Those that live, by number, with their command."""
    numbers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    commands = {int(one): Path(f"/proc/{one}/cmdline").read_text().replace("\0", " ") for one in numbers}
    return {one: command for one, command in commands.items() if command}
