"""The sandbox as a web server of its own, for the demonstration and for tests: a provider at which no money moves."""

import hmac
import json
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from enlace.giving.sandbox.api import answer
from enlace.giving.sandbox.books import Books
from enlace.giving.sandbox.due import run_due
from enlace.giving.sandbox.events import Postman, Timekeeper
from enlace.giving.sandbox.faults import faults, set_faults, take_faults
from enlace.giving.sandbox.hosted import Shown, Visit, visit
from enlace.giving.sandbox.pages import LOOK
from enlace.giving.sandbox.steering import steer
from enlace.giving.sandbox.words import LANGUAGES

LONGEST_BODY = 65_536


@dataclass(frozen=True)
class Options:
    """`webhook` is where events are sent; none are without it. `tests` lets callers with the key steer it."""

    path: Path
    key: str
    webhook: str = ""
    address: str = "127.0.0.1"
    port: int = 0
    tests: bool = False
    slow_seconds: float = 6.0
    first_pause: int = 1000
    faults: tuple[tuple[str, Any], ...] = ()


class Sandbox(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, options: Options) -> None:
        self.options, self.books = options, Books(options.path)
        if options.faults:
            with self.books.open() as book:
                set_faults(book, dict(options.faults))
        super().__init__((options.address, options.port), Handler)

    def run(self) -> None:
        """Until the process is told to end."""
        Postman(self.books, self.options.webhook, self.options.key, self.options.first_pause).start()
        Timekeeper(self.books, run_due).start()
        self.serve_forever()

    def handle_error(self, *args: Any) -> None:
        """A caller that hangs up is no news, and nothing of a call is written into a log."""


class Handler(BaseHTTPRequestHandler):
    server: Sandbox
    server_version, sys_version = "EnlaceSandbox", ""
    timeout = 20

    def log_message(self, *args: Any) -> None:
        """Nothing: the addresses of pages are as good as keys."""

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdigit() and int(length) <= LONGEST_BODY):
            self._send(413, b"", "text/plain")
            return
        self._answer(self.rfile.read(int(length)))

    def _answer(self, body: bytes | None) -> None:
        try:
            parts = urlsplit(self.path)
        except ValueError:
            parts = urlsplit("/")
        if parts.path.startswith(("/v1/", "/test/")):
            self._answer_call(parts.path, dict(parse_qsl(parts.query)), body)
        elif parts.path == "/look.css" and body is None:
            self._send(200, LOOK.encode(), "text/css; charset=utf-8")
        else:
            form = None if body is None else dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
            told = Visit(parts.path, dict(parse_qsl(parts.query)), form, self._language())
            self._show(visit(self.server.books, told, self.server.options.slow_seconds))

    def _language(self) -> str:
        asked = self.headers.get("Accept-Language", "").lower()
        return next((one for one in LANGUAGES if asked.startswith(one)), "en")

    def _answer_call(self, path: str, query: dict[str, str], body: bytes | None) -> None:
        options = self.server.options
        bearer = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(bearer, f"Bearer {options.key}".encode()):
            self._send_json(401, {"error": "wrong_key"})
            return
        try:
            given = query if body is None else json.loads(body or b"{}")
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            self._send_json(400, {"error": "no_json"})
        elif path.startswith("/test/"):
            self._steer(path, given)
        else:
            self._work("GET" if body is None else "POST", path, given)

    def _steer(self, path: str, given: dict[str, Any]) -> None:
        options = self.server.options
        with self.server.books.open() as book:
            found = steer(book, path, given, options.key) if options.tests else None
        self._send_json(404 if found is None else 200, {"error": "no_such_address"} if found is None else found)

    def _work(self, method: str, path: str, given: dict[str, Any]) -> None:
        """Do it, with the faults that a test asked for: `drops` cuts the connection when it is done and written."""
        with self.server.books.open() as book:
            befallen, seconds = take_faults(book), faults(book).hang_seconds
        if "hangs" in befallen:
            time.sleep(seconds)
        if "errors" in befallen:
            self._send_json(500, {"error": "fault"})
            return
        with self.server.books.open() as book:
            status, found = answer(book, method, path, given, self.headers.get("Idempotency-Key", ""))
        if "drops" in befallen:
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._send_json(status, found)

    def _show(self, shown: Shown) -> None:
        if shown.goes:
            self._send(shown.status, b"", "text/plain", {"Location": shown.goes})
            return
        policy = (
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
            f"form-action 'self' {' '.join(shown.leads)}"
        )
        body = shown.page.encode()
        self._send(shown.status, body, "text/html; charset=utf-8", {"Content-Security-Policy": policy})

    def _send_json(self, status: int, found: dict[str, Any]) -> None:
        self._send(status, json.dumps(found).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        with suppress(OSError):
            self.send_response(status)
            for name, value in (headers | (more or {})).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
