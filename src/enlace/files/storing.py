"""Private files on the disk: written before the rows that name them, and gone again where these do not come to be."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction

from enlace.files.models import Version, private_storage
from enlace.files.uploads import LARGEST_FILE, too_large

FOLDER = "files"
_open: ContextVar[tuple[list[str], ...]] = ContextVar("files_written", default=())


@dataclass(frozen=True)
class Stored:
    """`name` is where it lies in the storage: nothing of the name that somebody gave it."""

    name: str
    size: int
    sha256: str


@contextmanager
def atomic_with_files() -> Iterator[None]:
    """`transaction.atomic()` that, rolled back, takes along the files that were written in it.

    Actions that add files stand in it, and so does every transaction round them: within a plain one it raises
    RuntimeError, since that could be rolled back and leave the files behind.
    """
    written: list[str] = []
    outermost = not _open.get()
    token = _open.set((*_open.get(), written))
    try:
        with transaction.atomic(durable=outermost):
            yield
    except BaseException:
        _forget(written)
        raise
    finally:
        _open.reset(token)


def store(upload: Any, *, folder: str = FOLDER, ending: str = "") -> Stored:
    """Write an upload to a name of its own, as it streams in. Raises ValidationError where it does not end in time."""
    if not _open.get():
        raise RuntimeError("A private file is stored inside atomic_with_files().")
    name = f"{folder}/{secrets.token_hex(16)}{ending}"
    path = Path(private_storage().path(name))
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    for written in _open.get():
        written.append(name)
    digest, size = sha256(), 0
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as target:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > LARGEST_FILE:
                raise too_large()
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return Stored(name, size, digest.hexdigest())


def remove_after_commit(name: str) -> None:
    transaction.on_commit(lambda: private_storage().delete(name))


def _forget(written: list[str]) -> None:
    """A file that a row names is kept, and so is one where nobody can ask: better one too many than one lost."""
    for name in written:
        try:
            named = Version.objects.filter(content=name).exists()
        except DatabaseError:
            continue
        if not named:
            private_storage().delete(name)
