"""How tests steer a sandbox that was started with `--tests`; no other one answers here."""

import random
import time
from typing import Any

from enlace.giving.sandbox.books import Book, all_of, one_of
from enlace.giving.sandbox.due import advance
from enlace.giving.sandbox.events import HEADER, body_of, send_again, signature
from enlace.giving.sandbox.faults import set_faults


def steer(book: Book, path: str, given: dict[str, Any], key: str) -> dict[str, Any] | None:
    """`clock` moves it by `seconds`; `faults` sets what is given; `again` sends every event `times` more, shuffled;
    `events` are all of them as they would be sent now; `waiting` is how many deliveries are not taken yet.
    None for anything else.
    """
    if path == "/test/clock":
        return {"now": advance(book, int(given["seconds"]))}
    if path == "/test/faults":
        set_faults(book, given)
        return {}
    if path == "/test/again":
        events = [row["id"] for row in all_of(book, "select id from events")] * int(given["times"])
        random.shuffle(events)
        for event in events:
            send_again(book, event)
        return {"sent": len(events)}
    if path == "/test/events":
        return {"events": [_as_sent(body_of(event), key) for event in all_of(book, "select * from events")]}
    if path == "/test/waiting":
        row = one_of(book, "select count(*) as n from deliveries where ended = ''")
        return {"waiting": row["n"] if row else 0}
    return None


def _as_sent(body: bytes, key: str) -> dict[str, str]:
    return {"body": body.decode(), HEADER: signature(body, key, int(time.time()))}
