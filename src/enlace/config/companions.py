"""The processes beside the server: timekeeper and worker, and in a demonstration the test payment provider
(`--with-sandbox`). They end with it; one that ends before is started again.

Run as a process of its own, so that the server's has no threads and may fork.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from types import FrameType
from typing import Any

TICK_SECONDS = 30
COMMANDS = (("tick", "--every", str(TICK_SECONDS)), ("worker", "--with-parent"))
SANDBOX, WITH_SANDBOX = ("payment-sandbox", "--with-parent"), "--with-sandbox"
LOOKS_EVERY, FIRST_PAUSE, LONGEST_PAUSE = 0.5, 1.0, 60.0
WELL_AFTER, PATIENCE = 60.0, 8.0
"""One that ran so long counts as well again; when all ends each gets so long to finish what it is at. In seconds."""


@dataclass
class Companion:
    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE

    def keep_running(self, moment: float) -> None:
        """Start it, or start it again where it ended; the more often it ends at once, the longer the pause."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            if moment - self.started > WELL_AFTER:
                self.pause = FIRST_PAUSE
            if moment < self.started + self.pause:
                return
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.process = subprocess.Popen([sys.executable, "-m", "enlace.config", *self.command])  # noqa: S603
        self.started = moment

    def end(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Ended(Exception):
    """Somebody asked the companions to end."""


def _end(signum: int, frame: FrameType | None) -> Any:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise Ended


def main(arguments: list[str]) -> None:
    commands = [*COMMANDS, SANDBOX] if WITH_SANDBOX in arguments else list(COMMANDS)
    companions, server = [Companion(command) for command in commands], os.getppid()
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    try:
        while os.getppid() == server:
            for one in companions:
                one.keep_running(time.monotonic())
            time.sleep(LOOKS_EVERY)
    except Ended:
        pass
    finally:
        for one in companions:
            if one.process is not None and one.process.poll() is None:
                one.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for one in companions:
            one.end(deadline)


if __name__ == "__main__":
    main(sys.argv[1:])
