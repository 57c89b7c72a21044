"""One archive of all that Enlace keeps, taken from a running site, and the way back into an empty folder.

The archive is a gzipped tar: `manifest.json` (format, time, rows per table, SHA-256 per file), the database
(`database.sqlite3`, or `database.dump` of pg_dump) and the files. Files are read before and after the database,
so that every file to which a row of the snapshot refers is in the archive.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMAT = 1
KEPT = ("media", "private", "mail")
SINGLE = ("secret_key", "demonstration")


class BackupFailed(Exception):
    """With a sentence for the administrator."""


def make_backup(data: Path, database: dict[str, Any], target: Path, *, now: str) -> dict[str, Any]:
    """Write the archive to `target` (made whole or not at all) and return its manifest. Raises BackupFailed."""
    if target.exists():
        raise BackupFailed(f"{target} is there already. Name a file that does not exist yet.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    sums: dict[str, str] = {}
    try:
        with (
            tempfile.TemporaryDirectory(dir=target.parent) as folder,
            tarfile.open(draft, "w:gz", compresslevel=6) as tar,
        ):
            draft.chmod(0o600)
            _add_files(tar, data, sums)
            snapshot, rows = _snapshot(database, Path(folder))
            _add(tar, snapshot, snapshot.name, sums)
            _add_files(tar, data, sums)
            manifest = {"format": FORMAT, "made_at": now, "rows": rows, "files": sums}
            _add_bytes(tar, "manifest.json", json.dumps(manifest, indent=1).encode())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def restore_backup(archive: Path, data: Path, database: dict[str, Any]) -> dict[str, Any]:
    """Lay an archive into `data`, which must hold nothing kept; every file and row is counted. Raises BackupFailed."""
    _must_be_empty(data)
    with tempfile.TemporaryDirectory(dir=data.parent, prefix=".enlace-restore-") as folder:
        inside = Path(folder)
        try:
            with tarfile.open(archive, "r:gz") as tar:
                tar.extractall(inside, filter="data")
            manifest: dict[str, Any] = json.loads((inside / "manifest.json").read_text("utf-8"))
        except (OSError, EOFError, tarfile.TarError, ValueError) as error:
            raise BackupFailed(f"{archive} is not a whole backup of Enlace ({error}). Nothing was changed.") from error
        _verify(inside, manifest)
        rows = _restore_database(inside, data, database)
        if rows != manifest["rows"]:
            raise BackupFailed(f"The database of {archive} does not hold the rows that its manifest counts.")
        for name in (*KEPT, *SINGLE):
            if (inside / name).exists():
                _move(inside / name, data / name)
    return manifest


def _must_be_empty(data: Path) -> None:
    kept = [
        data / "enlace.sqlite3",
        *(path for name in KEPT if (data / name).is_dir() for path in (data / name).iterdir()),
    ]
    for path in kept:
        if path.exists() and path.stat().st_size:
            raise BackupFailed(
                f"{data} is not empty ({path.name} is there). Restore into a new folder: set ENLACE_DATA."
            )


def _files(data: Path) -> Iterator[Path]:
    for name in KEPT:
        yield from sorted(path for path in (data / name).rglob("*") if path.is_file() and not path.is_symlink())
    yield from (data / name for name in SINGLE if (data / name).is_file())


def _add_files(tar: tarfile.TarFile, data: Path, sums: dict[str, str]) -> None:
    for path in _files(data):
        name = path.relative_to(data).as_posix()
        if name not in sums:
            try:
                _add(tar, path, name, sums)
            except FileNotFoundError:
                continue


def _add(tar: tarfile.TarFile, path: Path, name: str, sums: dict[str, str]) -> None:
    with path.open("rb") as file:
        info = tar.gettarinfo(arcname=name, fileobj=file)
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        sums[name] = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        tar.addfile(info, file)


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    info.mode = 0o600
    tar.addfile(info, io.BytesIO(content))


def _verify(inside: Path, manifest: dict[str, Any]) -> None:
    for name, expected in manifest["files"].items():
        path = inside / name
        if not path.is_file():
            raise BackupFailed(f"The backup lacks {name}. Nothing was changed.")
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                raise BackupFailed(f"{name} in the backup is damaged. Nothing was changed.")


def _move(source: Path, target: Path) -> None:
    if target.is_dir():
        for path in source.iterdir():
            shutil.move(path, target / path.name)
    else:
        shutil.move(source, target)


def _snapshot(database: dict[str, Any], folder: Path) -> tuple[Path, dict[str, int]]:
    if database["ENGINE"].endswith("sqlite3"):
        target = folder / "database.sqlite3"
        with sqlite3.connect(f"file:{database['NAME']}?mode=ro", uri=True) as live, sqlite3.connect(target) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        live.close()
        copy.close()
        return target, count_rows(target)
    target = folder / "database.dump"
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}", *_server(database)], database)
    return target, {}


def _restore_database(inside: Path, data: Path, database: dict[str, Any]) -> dict[str, int]:
    sqlite, dump = inside / "database.sqlite3", inside / "database.dump"
    if database["ENGINE"].endswith("sqlite3") != sqlite.exists():
        raise BackupFailed(
            "The backup is of another kind of database than this installation uses (ENLACE_DATABASE_URL)."
        )
    if sqlite.exists():
        rows = count_rows(sqlite)
        target = Path(str(database["NAME"]))
        shutil.move(sqlite, target)
        target.chmod(0o600)
        return rows
    command = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction"]
    _run([*command, *_server(database), str(dump)], database)
    return {}


def count_rows(path: Path) -> dict[str, int]:
    """Rows per table of a SQLite file that nobody writes."""
    with sqlite3.connect(path) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith("sqlite_")
        ]
        counted = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in tables
        }
    connection.close()
    return counted


def _server(database: dict[str, Any]) -> list[str]:
    named = {"--host": database.get("HOST"), "--port": database.get("PORT"), "--username": database.get("USER")}
    return [*(f"{flag}={value}" for flag, value in named.items() if value), f"--dbname={database['NAME']}"]


def _run(command: list[str], database: dict[str, Any]) -> None:
    """Run a tool of PostgreSQL; its password goes by the environment, where no list of processes shows it."""
    try:
        subprocess.run(  # noqa: S603
            command, check=True, capture_output=True, env=os.environ | {"PGPASSWORD": database.get("PASSWORD") or ""}
        )
    except FileNotFoundError as error:
        raise BackupFailed(f"{command[0]} is not installed. On Debian: apt install postgresql-client.") from error
    except subprocess.CalledProcessError as error:
        raise BackupFailed(f"{command[0]} failed: {error.stderr.decode(errors='replace').strip()}") from error
