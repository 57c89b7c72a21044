"""What the sandbox tells: an event is written with what happened, and sent until the other side has taken it."""

import hashlib
import hmac
import json
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from sqlite3 import Row
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from enlace.giving.sandbox.books import Book, Books, all_of, clock, insert, known, milliseconds
from enlace.giving.sandbox.faults import faults

HEADER = "Enlace-Sandbox-Signature"
LONGEST_PAUSE = 3_600_000
PATIENCE, LOOKS_EVERY = 10, 0.15


def tell(book: Book, kind: str, *, key: str, session: str = "", subscription: str = "", payment: str = "") -> None:
    """Write the event, and that it is to be sent, in the transaction of what happened."""
    names = {"key": key, "session": session, "subscription": subscription, "payment": payment}
    event = insert(book, "events", "evt", type=kind, created=clock(book), **names)
    wrong = faults(book)
    for _copy in range(wrong.repeat):
        send_again(book, event, ended="lost" if wrong.lose else "")


def send_again(book: Book, event: str, *, ended: str = "") -> None:
    book.execute("insert into deliveries (event, again, ended) values (?, ?, ?)", [event, milliseconds(), ended])


def body_of(event: Row) -> bytes:
    data = {name: event[name] for name in ("key", "session", "subscription", "payment")}
    told = {"id": event["id"], "type": event["type"], "created": event["created"], "data": data}
    return json.dumps(told).encode()


def signature(body: bytes, key: str, moment: int) -> str:
    """The value of `HEADER`: when it was signed, and the HMAC over that moment, a dot and the body."""
    mark = hmac.digest(key.encode(), f"{moment}.".encode() + body, hashlib.sha256).hex()
    return f"t={moment},v1={mark}"


class _Stays(HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Postman(threading.Thread):
    """Sends what waits, one after the other; a failed one waits longer each time. It never keeps the API waiting."""

    def __init__(self, books: Books, webhook: str, key: str, first_pause: int = 1000) -> None:
        super().__init__(daemon=True, name="webhooks")
        self.books, self.webhook, self.key, self.first_pause = books, webhook, key, first_pause
        self.opener = build_opener(_Stays)

    def run(self) -> None:
        while True:
            with suppress(Exception):
                while self.send_next():
                    pass
            time.sleep(LOOKS_EVERY)

    def send_next(self) -> bool:
        """Whether something was sent, so that more may wait."""
        with self.books.open(reading=True) as book:
            wrong = faults(book)
            due = "select number from deliveries where ended = '' and again <= ? order by again, number limit 100"
            waiting = [] if wrong.hold or not self.webhook else all_of(book, due, milliseconds())
            if not waiting:
                return False
            number = (random.choice(waiting) if wrong.shuffle else waiting[0])["number"]  # noqa: S311 no secret
            delivery = all_of(book, "select * from deliveries where number = ?", number)[0]
            event = known(book, "events", delivery["event"])
        if event is not None:
            self.note(delivery, self.post(body_of(event)))
        return True

    def post(self, body: bytes) -> int:
        """The status of the answer; 0 where there was none."""
        headers = {"Content-Type": "application/json", HEADER: signature(body, self.key, int(time.time()))}
        try:
            with self.opener.open(Request(self.webhook, body, headers), timeout=PATIENCE) as answer:  # noqa: S310 ours
                return int(answer.status)
        except HTTPError as refusal:
            return refusal.code
        except (OSError, HTTPException):
            return 0

    def note(self, delivery: Row, status: int) -> None:
        pause = min(self.first_pause * 2 ** min(delivery["tries"], 20), LONGEST_PAUSE)
        again, ended = milliseconds() + pause, "taken" if 200 <= status < 300 else ""
        with self.books.open() as book:
            book.execute(
                "update deliveries set tries = tries + 1, status = ?, again = ?, ended = ? where number = ?",
                [status, again, ended, delivery["number"]],
            )


class Timekeeper(threading.Thread):
    """Does each second what has fallen due."""

    def __init__(self, books: Books, run_due: Callable[[Book], None]) -> None:
        super().__init__(daemon=True, name="timekeeper")
        self.books, self.run_due = books, run_due

    def run(self) -> None:
        while True:
            with suppress(Exception), self.books.open() as book:
                self.run_due(book)
            time.sleep(1)
