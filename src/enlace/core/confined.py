"""Modules of ours that read what strangers made: in a process of their own, with limits of the operating system.

Such a module has `main(job)`, a generator of answers; job and answers are JSON. It knows no settings, no secret and no
database, works in a folder from which nothing is run, and ends with whoever started it, since nobody reads its answers
any more. No Django.
"""

import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[2]
LONGEST_ANSWER = 1_000_000
LARGEST_FILE = 4 * 1024**3
MOST_OPEN_FILES = 4096


@dataclass(frozen=True)
class Limits:
    """`silence` and `all` are seconds on the clock, from one answer to the next and for everything."""

    megabytes: int = 768
    processor: int = 120
    silence: float = 30
    all: float = 600


class TooMuch(Exception):
    """It took more than its limits allow, was ended by the system, or broke without a word."""


def confined(module: str, job: Any, limits: Limits, folder: Path) -> Iterator[Any]:
    """The answers of the module's `main(job)`, as they come. Raises TooMuch after those that came before.

    `folder` is where it works. Whoever stops reading ends it.
    """
    command = [sys.executable, "-P", "-m", __name__, module, str(limits.megabytes), str(limits.processor)]
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps(job).encode())
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"PYTHONPATH": str(SOURCE), "PATH": os.environ.get("PATH", ""), "TMPDIR": str(folder)},
            start_new_session=True,
        )
    try:
        yield from _answers(process, limits)
        _await_end(process, limits.silence)
    finally:
        code = _end(process)
    if code != 0:
        raise TooMuch


def _answers(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[Any]:
    assert process.stdout is not None
    deadline, heard, rest = time.monotonic() + limits.all, time.monotonic(), b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(min(heard + limits.silence, deadline) - time.monotonic(), 0)):
                raise TooMuch
            read = os.read(process.stdout.fileno(), 65536)
            *lines, rest = (rest + read).split(b"\n")
            if len(rest) > LONGEST_ANSWER:
                raise TooMuch
            for line in lines:
                yield json.loads(line)
            if not read:
                return
            heard = time.monotonic() if lines else heard


def _await_end(process: subprocess.Popen[bytes], patience: float) -> None:
    """It is left unreaped, so that its number is not given to another before its group is ended."""
    deadline = time.monotonic() + patience
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > deadline:
            raise TooMuch
        time.sleep(0.005)


def _end(process: subprocess.Popen[bytes]) -> int:
    """End the whole group of processes, also where the first of them has ended; how that one did."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout:
        process.stdout.close()
    return process.wait()


def _limit(megabytes: int, processor: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    open_files = MOST_OPEN_FILES if most == resource.RLIM_INFINITY else min(MOST_OPEN_FILES, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, most))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024**2, megabytes * 1024**2))


def run(module: str, megabytes: int, processor: int) -> None:
    """What the process of its own does."""
    job = json.load(sys.stdin)
    main = import_module(module).main
    _limit(megabytes, processor)
    answers: Generator[Any] = main(job)
    for answer in answers:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
