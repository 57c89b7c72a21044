"""What tests let run in a process of its own: each job is a name and perhaps a number."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any


def main(job: list[Any]) -> Iterator[Any]:
    yield from JOBS[job[0]](*job[1:])


def counts(number: int) -> Iterator[int]:
    yield from range(number)


def hangs() -> Iterator[int]:
    yield 1
    time.sleep(60)


def talks_on() -> Iterator[int]:
    while True:
        yield 1
        time.sleep(0.05)


def burns() -> Iterator[int]:
    yield 1
    while True:
        pass


def takes(number: int) -> Iterator[int]:
    yield len(bytearray(number))


def dies() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGSEGV)


def breeds() -> Iterator[int]:
    quiet = subprocess.DEVNULL
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdout=quiet, stdin=quiet)
    yield child.pid


def knows() -> Iterator[list[str]]:
    yield sorted(os.environ)


def floods() -> Iterator[str]:
    yield "x" * 3_000_000


JOBS = {one.__name__: one for one in (counts, hangs, talks_on, burns, takes, dies, breeds, knows, floods)}
