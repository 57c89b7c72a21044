"""Two hundred people answer at once over HTTP, the server is killed (-9) in the middle: no vote is lost or doubled."""

import threading
import time
from datetime import timedelta
from http.client import HTTPException

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from enlace.accounts.models import AuditEntry, User
from enlace.consultations.models import Vote, Voter
from enlace.consultations.testing import make_consultation, make_statement
from enlace.core.clock import now
from enlace.meetings.tests.test_minutes_survive_a_kill import kill
from enlace.network.testing import make_alternate, make_focal_point
from enlace.website.tests.reading import CSRF, Server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PEOPLE, STATEMENTS, PATIENCE = 200, 2, 120
KILLED_AFTER = PEOPLE * STATEMENTS // 3


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with this test's database in it; a server on it has as many threads as `./enlace` gives it."""
    monkeypatch.setenv("GRANIAN_BLOCKING_THREADS", "4")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "locale").symlink_to(settings.CACHE / "locale")
    if connection.vendor == "sqlite":
        (tmp_path / "enlace.sqlite3").symlink_to(connection.settings_dict["NAME"])
    return tmp_path


def signed_in(people: list[User]) -> list[str]:
    """The cookies of a browser of each, with sessions written into the database: signing in is not what is tried."""
    sessions = []
    for number, user in enumerate(people):
        held = {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0]}
        held[HASH_SESSION_KEY] = user.get_session_auth_hash()
        key = f"{number:032d}"
        data = SessionStore().encode(held)
        sessions.append(Session(session_key=key, session_data=data, expire_date=now() + timedelta(hours=1)))
    Session.objects.bulk_create(sessions)
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return [f"{names[0]}={one.session_key}; {names[1]}={CSRF}" for one in sessions]


class Crowd:
    """People who answer, each one statement after the other, and who try again what was not acknowledged."""

    def __init__(self, server: Server, plan: dict[str, list[tuple[str, int]]]) -> None:
        self.server, self.plan = server, plan
        self.serving, self.enough, self.lock = threading.Event(), threading.Event(), threading.Lock()
        self.serving.set()
        self.acknowledged: dict[tuple[str, str], int] = {}
        self.under_way: dict[str, tuple[str, int]] = {}
        self.failed: list[str] = []
        self.deadline = time.monotonic() + PATIENCE
        self.threads = [threading.Thread(target=self._answer, args=one, daemon=True) for one in plan.items()]

    def _answer(self, cookie: str, answers: list[tuple[str, int]]) -> None:
        for address, value in answers:
            with self.lock:
                self.under_way[cookie] = address, value
            while not self._acknowledged(cookie, address, value):
                if time.monotonic() > self.deadline:
                    self.failed.append(f"{address} was not acknowledged in time")
                    return

    def _acknowledged(self, cookie: str, address: str, value: int) -> bool:
        self.serving.wait(PATIENCE)
        try:
            reply = self.server.post(address, cookie, {"value": str(value)})
        except (OSError, HTTPException):
            return False
        if reply.status != 302 or "saved=" not in reply.headers["Location"]:
            self.failed.append(f"{address}: {reply.status}")
            return True
        with self.lock:
            self.acknowledged[cookie, address] = value
            if len(self.acknowledged) >= KILLED_AFTER:
                self.enough.set()
        return True

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def wait(self) -> None:
        for thread in self.threads:
            thread.join(max(0.0, self.deadline - time.monotonic()))
        assert not [thread for thread in self.threads if thread.is_alive()]
        assert not self.failed


def kept(owner: dict[int, str], where: dict[int, str]) -> dict[tuple[str, str], list[int]]:
    """The votes in the database, by cookie and address."""
    found: dict[tuple[str, str], list[int]] = {}
    for voter, statement, value in Vote.objects.values_list("voter__user", "statement", "value"):
        found.setdefault((owner[voter], where[statement]), []).append(value)
    return found


def test_every_acknowledged_vote_is_there_once_though_the_server_was_killed(folder):
    consultation = make_consultation(answered_by="public", voice_of="person")
    statements = [make_statement(consultation=consultation).pk for _ in range(STATEMENTS)]
    where = {pk: reverse("consultations:answer_statement", args=[consultation.pk, pk]) for pk in statements}
    people = User.objects.bulk_create(User(email=f"{number}@example.org", password="-") for number in range(PEOPLE))
    cookies = signed_in(people)
    owner = {user.pk: cookie for user, cookie in zip(people, cookies, strict=True)}
    addresses = list(where.values())
    plan = {
        cookie: [(address, (number + place) % 3 - 1) for place, address in enumerate(addresses)]
        + ([(addresses[0], -1)] if number % 2 else [])
        for number, cookie in enumerate(cookies)
    }
    server = Server(folder)
    server.wait()
    crowd = Crowd(server, plan)
    crowd.start()
    assert crowd.enough.wait(PATIENCE), f"too little is acknowledged: {len(crowd.acknowledged)}, {crowd.failed[:3]}"
    crowd.serving.clear()
    kill(server)
    after_the_kill(crowd, kept(owner, where))
    crowd.server = Server(folder)
    try:
        crowd.server.wait()
        crowd.serving.set()
        crowd.wait()
    finally:
        crowd.server.stop()
    said = {(cookie, address): value for cookie, answers in plan.items() for address, value in answers}
    assert crowd.acknowledged == said
    assert kept(owner, where) == {pair: [value] for pair, value in said.items()}
    assert Voter.objects.count() == PEOPLE
    assert AuditEntry.objects.filter(action="answer_consultation").count() == PEOPLE


def after_the_kill(crowd: Crowd, votes: dict[tuple[str, str], list[int]]) -> None:
    """What was acknowledged stands there already, but for what was on its way just then."""
    with crowd.lock:
        acknowledged, under_way = dict(crowd.acknowledged), dict(crowd.under_way)
    for (cookie, address), value in acknowledged.items():
        allowed = {value} | ({under_way[cookie][1]} if under_way[cookie][0] == address else set())
        (stands,) = votes.get((cookie, address), [None])
        assert stands in allowed
    assert all(len(values) == 1 for values in votes.values())


def test_two_delegates_of_one_state_who_answer_at_once_leave_one_vote(folder):
    consultation = make_consultation()
    addresses = [
        reverse("consultations:answer_statement", args=[consultation.pk, make_statement(consultation=consultation).pk])
        for _ in range(10)
    ]
    first, second = signed_in([make_focal_point(), make_alternate()])
    server = Server(folder)
    server.wait()
    crowd = Crowd(server, {first: [(one, 1) for one in addresses], second: [(one, -1) for one in addresses]})
    try:
        crowd.start()
        crowd.wait()
    finally:
        server.stop()
    assert (Voter.objects.count(), Vote.objects.count()) == (1, 10)
    assert AuditEntry.objects.filter(action="answer_consultation").count() == 1
