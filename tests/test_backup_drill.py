"""The drill: a backup of a running, written-to site, restored into an empty folder, has every row and file."""

import hashlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from enlace.core.backup import BackupFailed, count_rows, make_backup, restore_backup

ROOT = Path(__file__).resolve().parents[1]
WRITER = """
import django, itertools, pathlib, sys
django.setup()
from django.conf import settings
from enlace.accounts.actions import create_account
for n in itertools.count():
    (settings.MEDIA_ROOT / f"file-{n}.bin").write_bytes(b"%d" % n * 2000)
    create_account(f"office-{n}@example.org", by=None)
    print(n, flush=True)
"""


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "ENLACE_DATABASE_URL"}
    settings = {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
    return kept | settings | {"ENLACE_DATA": str(data), "ENLACE_TEST_DATA": ""} | more


def enlace(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "enlace.config", *arguments]
    return subprocess.run(command, env=environment(data), cwd=ROOT, capture_output=True, text=True, timeout=600)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port: int, while_running: subprocess.Popen[bytes] | None = None) -> None:
    """A minute; as long as ten where somebody watches that the process which comes to serve is there still."""
    for _ in range(3000 if while_running else 300):
        assert while_running is None or while_running.poll() is None, "it ended before it served"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/es/", timeout=5).read()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the site did not start")


def rows_of(path: Path) -> dict[str, set[str]]:
    with sqlite3.connect(path) as connection:
        return {
            table: {repr(row) for row in connection.execute(f'SELECT * FROM "{table}"')} for table in count_rows(path)
        }


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def data(tmp_path):
    """A prepared data folder: any command makes what is missing."""
    folder = tmp_path / "data"
    assert enlace(folder, "tick").returncode == 0
    return folder


@pytest.mark.slow
def test_a_backup_of_the_running_site_comes_back_whole(data, tmp_path):
    port, restored, archive = free_port(), tmp_path / "restored", tmp_path / "backup.tar.gz"
    server = subprocess.Popen(
        [sys.executable, "-m", "enlace.config", "serve", f"--port={port}", "--workers=1"],
        env=environment(data),
        cwd=ROOT,
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER], env=environment(data), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        wait_for(port)
        while int(writer.stdout.readline()) < 3:
            pass
        made = enlace(data, "backup", str(archive))
        assert made.returncode == 0, made.stderr
    finally:
        for process in (writer, server):
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    back = enlace(restored, "restore", str(archive))
    assert back.returncode == 0, back.stderr
    live, again = rows_of(data / "enlace.sqlite3"), rows_of(restored / "enlace.sqlite3")
    assert live.keys() == again.keys()
    assert len(again["accounts_user"]) >= 4
    for table, rows in again.items():
        assert rows <= live[table], table
    kept = files_of(restored / "media")
    assert len(kept) >= len(again["accounts_user"])
    assert kept.items() <= files_of(data / "media").items()
    assert (restored / "secret_key").read_text() == (data / "secret_key").read_text()


@pytest.fixture
def small(tmp_path):
    """A folder with one row and one file, and its database as the settings name it."""
    folder = tmp_path / "small"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "picture.bin").write_bytes(os.urandom(100_000))
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "enlace.sqlite3"}
    with sqlite3.connect(database["NAME"]) as plain:
        plain.execute("CREATE TABLE word (word TEXT)")
        plain.execute("INSERT INTO word VALUES ('enlace')")
    plain.close()
    return folder, database


def elsewhere(tmp_path):
    (tmp_path / "again").mkdir()
    return tmp_path / "again", {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "again" / "enlace.sqlite3"}


def test_restoring_over_something_is_refused_and_changes_nothing(small, tmp_path):
    make_backup(*small, tmp_path / "backup.tar.gz", now="2026-01-01")
    before = files_of(small[0])
    with pytest.raises(BackupFailed, match="not empty"):
        restore_backup(tmp_path / "backup.tar.gz", *small)
    assert files_of(small[0]) == before


@pytest.mark.parametrize("harm", ["cut", "changed", "nonsense"])
def test_a_damaged_backup_is_refused_and_leaves_the_folder_empty(small, tmp_path, harm):
    archive = tmp_path / "backup.tar.gz"
    make_backup(*small, archive, now="2026-01-01")
    whole = archive.read_bytes()
    middle = len(whole) // 2
    archive.write_bytes(
        {"cut": whole[:-2000], "changed": whole[:middle] + b"\0" * 64 + whole[middle + 64 :], "nonsense": b"PK"}[harm]
    )
    folder, database = elsewhere(tmp_path)
    with pytest.raises(BackupFailed, match=r"not a whole backup|damaged|lacks"):
        restore_backup(archive, folder, database)
    assert not list(folder.rglob("*"))


def test_a_backup_never_overwrites_a_file(small, tmp_path):
    (tmp_path / "backup.tar.gz").write_bytes(b"precious")
    with pytest.raises(BackupFailed, match="there already"):
        make_backup(*small, tmp_path / "backup.tar.gz", now="2026-01-01")
    assert (tmp_path / "backup.tar.gz").read_bytes() == b"precious"
