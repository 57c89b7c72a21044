"""A Stripe of our own for tests: the parts of its API that Enlace calls, its hosted page, its portal, its webhooks.

    with running_stripe(webhook="http://localhost:8000/giving/events/stripe") as stripe:
        provider = StripeCheckout(stripe.key, stripe.secret, stripe.address)
        hosted = provider.start(order)
        stripe.pay(hosted.session)

What a request says is checked against the parameters of the library's types, each answer against its objects;
`stripe.faults` lists answers that are not as these have it, and must stay empty.
"""

import hashlib
import hmac
import json
import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from stripe._api_version import _ApiVersion

from tests.payment_servers.stripe_api import answer
from tests.payment_servers.stripe_books import Books, Refusal
from tests.payment_servers.stripe_pages import show_page
from tests.payment_servers.stripe_shapes import faults_of

KEY, SECRET = "sk_test_enlace", "whsec_enlace"
TRIES, FIRST_PAUSE = 5, 0.2


class RunningStripe(Books):
    """The books, and how the server behaves: what it tells, and when it fails."""

    def __init__(self, webhook: str | None, secret: str) -> None:
        super().__init__(_ApiVersion.CURRENT)
        self.webhook, self.secret, self.key = webhook, secret, KEY
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self.faults: list[str] = []
        self.dropping = False
        self.answered: dict[str, tuple[str, int, bytes]] = {}
        self._broken: list[tuple[str, float]] = []
        self._threads: list[threading.Thread] = []
        self.tell = self._post_later

    @property
    def events(self) -> list[dict[str, Any]]:
        return [*self.kept["event"].values()]

    def hang(self, seconds: float, times: int = 1) -> None:
        self._broken += [("hang", seconds)] * times

    def fail(self, status: int = 500, times: int = 1) -> None:
        self._broken += [("fail", status)] * times

    def broken(self) -> tuple[str, float] | None:
        return self._broken.pop(0) if self._broken else None

    def work(self) -> None:
        self._broken.clear()

    def signed(self, event: dict[str, Any], at: float | None = None) -> tuple[bytes, dict[str, str]]:
        """Body and header of a call, signed now or at another time."""
        body, signed_at = json.dumps(event).encode(), int(time.time() if at is None else at)
        signature = hmac.new(self.secret.encode(), b"%d." % signed_at + body, hashlib.sha256).hexdigest()
        return body, {"Stripe-Signature": f"t={signed_at},v1={signature}"}

    def post(self, event: dict[str, Any]) -> int:
        """The status that our webhook answers; 0 if nobody answers."""
        body, headers = self.signed(event)
        headers |= {"Content-Type": "application/json; charset=utf-8"}
        try:
            request = urllib.request.Request(str(self.webhook), body, headers)
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def deliver(self, shuffle: bool = False, times: int = 1, seed: int = 0) -> list[int]:
        """Call the webhook with all events up to now, so often each; the statuses it answered."""
        calls = self.events * times
        if shuffle:
            random.Random(seed).shuffle(calls)
        return [self.post(event) for event in calls]

    def settled(self) -> None:
        """Wait until all that was to be told has been told."""
        for thread in self._threads:
            thread.join(30)

    def _post_later(self, event: dict[str, Any]) -> None:
        if self.webhook is None or self.dropping:
            return
        thread = threading.Thread(target=self._post_until_taken, args=(event,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _post_until_taken(self, event: dict[str, Any]) -> None:
        for turn in range(TRIES):
            if self.dropping or 200 <= self.post(event) < 300:
                return
            time.sleep(FIRST_PAUSE * 2**turn)


@contextmanager
def running_stripe(webhook: str | None = None, *, secret: str = SECRET, port: int = 0) -> Iterator[RunningStripe]:
    """Without a webhook nothing is told by itself; it may be set later, and `deliver` or `signed` used at any time."""
    stripe = RunningStripe(webhook, secret)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"stripe": stripe}))
    server.daemon_threads = True
    stripe.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield stripe
    finally:
        stripe.dropping = True
        server.shutdown()
        server.server_close()
        thread.join(5)


VERBS = {
    "next_month",
    "retry",
    "fail_next",
    "refund",
    "dispute",
    "pay",
    "authenticate",
    "clear",
    "hang",
    "fail",
    "work",
}


class _Handler(BaseHTTPRequestHandler):
    stripe: RunningStripe
    protocol_version = "HTTP/1.1"

    def log_message(self, *parts: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._handle("GET")

    def do_POST(self) -> None:
        self._handle("POST")

    def do_DELETE(self) -> None:
        self._handle("DELETE")

    def _handle(self, method: str) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if path.startswith("/_test/"):
            return self._control(path.removeprefix("/_test/"), json.loads(body or "{}"))
        if path.startswith("/v1/"):
            return self._api(method, path, body if method == "POST" else parts.query)
        status, headers, page = show_page(self.stripe, method, path, dict(parse_qsl(body)))
        self._send(status, page.encode(), {"Content-Type": "text/html; charset=utf-8"} | headers)

    def _control(self, verb: str, given: dict[str, Any]) -> None:
        """What tests and demonstrations in another process ask for: the verbs above, their arguments as JSON."""
        if verb == "set":
            self.stripe.webhook = given.get("webhook", self.stripe.webhook)
            self.stripe.dropping = given.get("dropping", self.stripe.dropping)
            result: Any = None
        elif verb == "deliver":
            result = self.stripe.deliver(**given)
        elif verb in VERBS:
            result = getattr(self.stripe, verb)(**given)
        else:
            return self._send_json(404, {"verbs": sorted(VERBS)})
        self._send_json(200, {"result": result})

    def _api(self, method: str, path: str, form: str) -> None:
        if (broken := self.stripe.broken()) is not None:
            if broken[0] == "hang":
                time.sleep(broken[1])
            status = 500 if broken[0] == "hang" else int(broken[1])
            return self._send_json(status, {"error": {"type": "api_error", "message": "Something went wrong."}})
        key, call = self.headers.get("Idempotency-Key"), hashlib.sha256(f"{method} {path} {form}".encode()).hexdigest()
        with self.stripe.lock:
            known = self.stripe.answered.get(key) if key and method == "POST" else None
            status, body = self._again(known, call) if known else self._first(method, path, form)
            if key and method == "POST" and known is None and status == 200:
                self.stripe.answered[key] = (call, status, body)
        self._send(
            status, body, {"Content-Type": "application/json"} | ({"Idempotent-Replayed": "true"} if known else {})
        )

    def _again(self, known: tuple[str, int, bytes], call: str) -> tuple[int, bytes]:
        if known[0] == call:
            return known[1], known[2]
        message = "Keys for idempotent requests can only be used with the same parameters they were first used with."
        return 400, json.dumps({"error": {"type": "idempotency_error", "message": message}}).encode()

    def _first(self, method: str, path: str, form: str) -> tuple[int, bytes]:
        given = nested(form)
        self.stripe.requests.append((method, path, given))
        try:
            if self.headers.get("Authorization") != f"Bearer {self.stripe.key}":
                raise Refusal(401, "Invalid API Key provided.")
            if self.headers.get("Stripe-Version") != self.stripe.version:
                raise Refusal(400, "This server speaks the version of the library alone.")
            told = deepcopy(answer(self.stripe, method, path, given))
            self.stripe.faults += [f"{method} {path}: {fault}" for fault in faults_of(told)]
            return 200, json.dumps(told).encode()
        except Refusal as refusal:
            return refusal.status, json.dumps({"error": refusal.told}).encode()

    def _send_json(self, status: int, told: Any) -> None:
        self._send(status, json.dumps(told).encode(), {"Content-Type": "application/json"})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        try:
            self.send_response(status)
            for name, value in ({"Request-Id": "req_test", "Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True


def nested(form: str) -> dict[str, Any]:
    """`a[b][0]=c` as {"a": {"b": {"0": "c"}}}."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        *parents, last = name.replace("]", "").split("[")
        within = found
        for parent in parents:
            within = within.setdefault(parent, {})
        within[last] = value
    return found
