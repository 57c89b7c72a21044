"""Where the index lies, and who may write it.

`index_folder()` holds one folder for each index that was made and a link, `current`, to the one that counts. An index
is made anew in a folder of its own, and the link is then turned at once: whenever a process ends, however it ends,
there is one whole index or none. What is beneath `index_folder()` may be deleted at any time.
"""

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

LINK, WRITING, MAKING = "current", "writing.lock", "making.lock"
LOOKS_EVERY = 0.01
MADE = re.compile(r"(?P<layout>[0-9a-f]+)-(?P<number>\d+)")


def index_folder() -> Path:
    return Path(getattr(settings, "SEARCH_INDEX", settings.DATA / "search"))


def current_name() -> str:
    """Of the folder that counts; empty where there is none."""
    try:
        return os.readlink(f"{index_folder()}/{LINK}")
    except OSError:
        return ""


def new_name(layout: str) -> str:
    numbers = [int(found["number"]) for one in _folders() if (found := MADE.fullmatch(one))]
    return f"{layout}-{max(numbers, default=0) + 1}"


def make_current(name: str) -> None:
    """Hold both locks. What other processes have open they read to its end, though it is deleted here."""
    folder, turning = index_folder(), index_folder() / f"{LINK}.new"
    turning.unlink(missing_ok=True)
    turning.symlink_to(name)
    turning.replace(folder / LINK)
    remove_others()


def remove_others() -> None:
    """Folders that do not count: those before, and what a process left that was ended while it made one."""
    counts = current_name()
    for name in _folders():
        if name != counts:
            shutil.rmtree(index_folder() / name, ignore_errors=True)


def _folders() -> list[str]:
    with suppress(FileNotFoundError):
        return [one for one in os.listdir(index_folder()) if MADE.fullmatch(one)]
    return []


@contextmanager
def sole(lock: str, patience: float | None) -> Iterator[bool]:
    """Whether this one holds `lock` (WRITING or MAKING) alone; waits for it so many seconds, without end if None.

    A lock ends with its process, whatever ends that.
    """
    index_folder().mkdir(parents=True, exist_ok=True)
    deadline = None if patience is None else time.monotonic() + patience
    with (index_folder() / lock).open("a") as file:
        held = _held(file.fileno())
        while not held and (deadline is None or time.monotonic() < deadline):
            time.sleep(LOOKS_EVERY)
            held = _held(file.fileno())
        yield held


def _held(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def size() -> int:
    """Of the index that counts, in bytes."""
    with suppress(OSError):
        return sum(one.stat().st_size for one in (index_folder() / LINK).rglob("*") if one.is_file())
    return 0
