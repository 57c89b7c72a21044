"""A sandbox for tests: a process of its own that is paid at, steered, killed and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from enlace.giving.sandbox.charging import ACCEPTED, CONFIRM, DAY
from enlace.giving.sandbox.events import HEADER, signature

SRC = Path(__file__).resolve().parents[3]
MONTH = 31


@dataclass(frozen=True)
class Call:
    """A webhook as it comes in: what a view or `read_event` is given."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Went:
    """What a press of a button came to: the status, and where the browser is sent."""

    status: int
    location: str
    page: str


@contextmanager
def running_sandbox(
    folder: Path, *, webhook: str = "", key: str = "sandbox-key", **faults: Any
) -> Iterator["RunningSandbox"]:
    """Its books are in `folder`. Without `webhook` nothing is sent, and `calls` gives what would be.

    `faults` are those of `faults.py` (errors, drops, hangs, hang_seconds, hold, lose, repeat, shuffle).
    """
    sandbox = RunningSandbox(folder / "sandbox.sqlite3", webhook, key)
    sandbox.start(**faults)
    try:
        yield sandbox
    finally:
        sandbox.kill()


class RunningSandbox:
    def __init__(self, path: Path, webhook: str, key: str) -> None:
        self.path, self.webhook, self.key, self.port = path, webhook, key, 0
        self.process: subprocess.Popen[str] | None = None
        self.tests = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, **faults: Any) -> None:
        """On the same state and port as before; faults that are not named stay as they were."""
        command = [sys.executable, "-m", "enlace.giving.sandbox", f"--file={self.path}"]
        command += [f"--port={self.port}", f"--webhook={self.webhook}", f"--faults={json.dumps(faults)}"]
        command += ["--tests"] if self.tests else []
        process = subprocess.Popen(  # noqa: S603 ourselves
            command,
            env=os.environ | {"PYTHONPATH": str(SRC), "ENLACE_SANDBOX_KEY": self.key},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.process = process
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise RuntimeError("The sandbox did not start.")
        self.port = int(line)

    def kill(self) -> None:
        """As a machine that loses its power does: nothing is finished."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            if self.process.stdout:
                self.process.stdout.close()
            self.process = None

    def pay(self, session: str, card: str = ACCEPTED, *, confirm: bool = True) -> Went:
        """Press the button of a session's page: `accepted`, `refused`, `confirm`, `delayed`, `slow`.

        `confirm` follows the detour to the bank, and confirms or declines there.
        """
        went = self.press(f"/pay/{session}", act="pay", card=card)
        if card == CONFIRM and went.location == f"/pay/{session}/confirm":
            went = self.press(went.location, act="confirm" if confirm else "decline")
        return went

    def change_card(self, page: str, card: str = ACCEPTED) -> Went:
        """On the page whose address `card_page` gave; `refused` is refused from now on."""
        return self.press(page.removeprefix(self.address), act="save", card=card)

    def press(self, path: str, **form: str) -> Went:
        return self._ask("POST", path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})

    def see(self, path: str) -> Went:
        return self._ask("GET", path)

    def advance(self, *, days: int = 0, seconds: int = 0) -> None:
        """Move its clock: months are charged, sessions expire, money that was waiting comes through."""
        self.steer("clock", seconds=days * DAY + seconds)

    def advance_a_month(self) -> None:
        """By 31 days, so that each active monthly gift is charged once, or, seldom, twice."""
        self.advance(days=MONTH)

    def set_faults(self, **faults: Any) -> None:
        self.steer("faults", **faults)

    def hold(self) -> None:
        """Keep webhooks back until `release`."""
        self.set_faults(hold=True)

    def release(self) -> None:
        self.set_faults(hold=False)

    def send_again(self, times: int = 1) -> int:
        """Send all that ever was sent so often again, in any order; how many that are."""
        return int(self.steer("again", times=times)["sent"])

    def waiting(self) -> int:
        """How many webhooks were not taken yet."""
        return int(self.steer("waiting")["waiting"])

    def wait_until_sent(self, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while self.waiting():
            if time.monotonic() > deadline:
                raise TimeoutError("Webhooks still wait.")
            time.sleep(0.05)

    def calls(self) -> list[Call]:
        """Every webhook so far, signed now."""
        events = self.steer("events")["events"]
        return [Call(one["body"].encode(), {HEADER: one[HEADER]}) for one in events]

    def forge(self, body: bytes, *, key: str = "another key", age: int = 0) -> Call:
        """A call of any content, signed with any key, `age` seconds ago; with ours and 0 it is a true one."""
        return Call(body, {HEADER: signature(body, key, int(time.time()) - age)})

    def refund_at_provider(self, payment: str, amount: int, currency: str) -> str:
        """Made in the provider's own office: without a key of ours. The reference of the refund."""
        return str(self._call("/v1/refunds", payment=payment, amount=amount, currency=currency, key="")["id"])

    def steer(self, what: str, **given: Any) -> dict[str, Any]:
        return self._call(f"/test/{what}", **given)

    def _call(self, path: str, **given: Any) -> dict[str, Any]:
        went = self._ask("POST", path, json.dumps(given), {"Authorization": f"Bearer {self.key}"})
        if went.status != 200:
            raise RuntimeError(f"{path}: {went.status} {went.page}")
        return dict(json.loads(went.page))

    def _ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> Went:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Went(answer.status, answer.getheader("Location", ""), answer.read().decode())
        finally:
            connection.close()
