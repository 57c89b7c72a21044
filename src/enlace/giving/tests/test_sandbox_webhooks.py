"""What the sandbox tells arrives: signed, until it is taken, and as wrongly as a test wishes."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, Order
from enlace.giving.providers.sandbox import Sandbox
from enlace.giving.sandbox.testing import running_sandbox


class Site(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((body, dict(self.headers)))
        self.send_response(self.server.statuses.pop() if self.server.statuses else 200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    server.taken, server.statuses = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def pay_three(running):
    client, abouts = Sandbox(running.address, running.key), []
    for number in range(3):
        words = {"language": "es", "email": "", "description": "Prueba", "statement": "PRUEBA"}
        ways = {"done": "http://localhost:9/done", "left": "http://localhost:9/left"}
        order = Order(f"gift-{number}", Money(5000, "USD"), False, **words, **ways)
        abouts.append(About(order.key, client.start(order).session))
        running.pay(abouts[-1].session)
    return client


def told(site):
    return [json.loads(body)["data"]["key"] for body, _headers in site.taken]


def hook(site):
    return f"http://127.0.0.1:{site.server_port}/giving/events/sandbox"


def test_what_happened_is_told_in_order_and_signed(tmp_path, site):
    with running_sandbox(tmp_path, webhook=hook(site)) as running:
        client = pay_three(running)
        running.wait_until_sent()
    assert told(site) == ["gift-0", "gift-1", "gift-2"]
    events = [client.read_event(body, headers, {}, datetime.now(UTC)) for body, headers in site.taken]
    assert {one.kind for one in events} == {"payment.received"}
    assert len({one.reference for one in events}) == 3


def test_it_is_told_again_until_it_is_taken_also_by_a_sandbox_that_was_killed(tmp_path, site):
    site.statuses += [500, 302, 404]
    with running_sandbox(tmp_path, webhook=hook(site), hold=True) as running:
        pay_three(running)
        running.kill()
        running.start()
        assert (running.waiting(), site.taken) == (3, [])
        running.release()
        running.wait_until_sent()
    assert sorted(set(told(site))) == ["gift-0", "gift-1", "gift-2"]
    assert len(site.taken) == 6


def test_it_is_told_twice_and_in_any_order_where_a_test_wishes_it(tmp_path, site):
    with running_sandbox(tmp_path, webhook=hook(site), repeat=3, shuffle=True, hold=True) as running:
        pay_three(running)
        running.release()
        running.wait_until_sent()
        assert sorted(told(site)) == sorted(["gift-0", "gift-1", "gift-2"] * 3)
        assert running.send_again(4) == 12
        running.wait_until_sent()
    assert len(site.taken) == 21


def test_what_is_lost_is_never_told_but_stands_in_the_books(tmp_path, site):
    with running_sandbox(tmp_path, webhook=hook(site), lose=True) as running:
        client = pay_three(running)
        running.wait_until_sent()
        assert site.taken == []
        assert len(list(client.payments_since(datetime(2020, 1, 1, tzinfo=UTC)))) == 3
        assert len(running.calls()) == 3


def test_a_sandbox_that_nobody_may_steer_refuses_to_be_steered(tmp_path, site):
    with running_sandbox(tmp_path) as running:
        running.tests = False
        running.kill()
        running.start()
        with pytest.raises(RuntimeError, match="404"):
            running.advance(days=1)
