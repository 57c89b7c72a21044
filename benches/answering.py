"""How many answers to a consultation a server takes in a second, beside a plain view that writes one row.

    python benches/answering.py [--seconds 8] [--rounds 3] [--connections 16] [--voters 0]
    sh scripts/postgresql.sh .venv/bin/python benches/answering.py

Prepares a database in a temporary folder, SQLite or the one that ENLACE_DATABASE_URL names; 200 people with sessions;
14 statements. Two servers like the one that `./enlace` starts (granian, one worker, four threads) are loaded in turn,
several rounds over, so that a noisy machine is noisy for both: ours, where somebody answers a statement through the
page, and `plain`, Django with sessions, sign-in and the protection of forms, whose view writes one row under a unique
key. `--voters` fills the consultation before, 14 votes each. At the end each acknowledged answer must be there exactly
once.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, STATEMENTS, CSRF = 200, 14, "c" * 32
TABLE = "CREATE TABLE plain_row (person bigint, statement bigint, value int, UNIQUE (person, statement))"
WRITE = "INSERT INTO plain_row VALUES (%s, %s, %s) ON CONFLICT (person, statement) DO UPDATE SET value = excluded.value"


@transaction.atomic
def write_row(request, statement):
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [request.user.pk, statement, int(request.POST["value"])])
    return HttpResponseRedirect("/?saved=1")


if __name__ != "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "enlace.config.settings"
    django.setup()
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ]
    urlpatterns = [path("<int:statement>/", write_row)]
    plain = WSGIHandler()


@dataclass
class Contender:
    name: str
    target: str
    addresses: list[str]
    port: int = 0
    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    acknowledged: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        return 1000 * sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(one: Contender):
    one.port = free_port()
    options = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-log", "--log-level", "error"]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", one.target, "--port", str(one.port), *options],
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'benches'}"},
        cwd=ROOT,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", one.port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{one.name} did not start")
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def signed_in(people: list) -> list[str]:
    """Cookies of each, by sessions written into the database."""
    sessions, session_model = [], SessionStore.get_model_class()
    for number, user in enumerate(people):
        held = {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0]}
        held[HASH_SESSION_KEY] = user.get_session_auth_hash()
        ends = timezone.now() + timedelta(hours=1)
        sessions.append(
            session_model(session_key=f"{number:032d}", session_data=SessionStore().encode(held), expire_date=ends)
        )
    session_model.objects.bulk_create(sessions)
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return [f"{names[0]}={one.session_key}; {names[1]}={CSRF}" for one in sessions]


def prepared(voters: int):
    """The consultation and its statements; `voters` have answered all of them."""
    make = import_module("enlace.consultations.testing")
    voter_model, vote_model = apps.get_model("consultations.Voter"), apps.get_model("consultations.Vote")
    import_module("enlace.config.prepare").prepare_database()
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    consultation = make.make_consultation(answered_by="public", voice_of="person")
    statements = [make.make_statement(consultation=consultation) for _ in range(STATEMENTS)]
    known = voter_model.objects.bulk_create(
        voter_model(consultation=consultation, key=str(number)) for number in range(voters)
    )
    vote_model.objects.bulk_create(
        (
            vote_model(statement=one, voter=voter, value=(voter.pk * (place + 3)) % 3 - 1)
            for voter in known
            for place, one in enumerate(statements)
        ),
        batch_size=5000,
    )
    return consultation, statements


def load(one: Contender, cookies: list[str], seconds: float, connections: int) -> None:
    """Each connection plays its own people, who answer one statement after the other and then all anew."""
    until, counts = time.monotonic() + seconds, [0] * connections

    def play(place: int) -> None:
        line, turn = HTTPConnection("127.0.0.1", one.port, timeout=60), 0
        own = range(place, len(cookies), connections)
        while time.monotonic() < until:
            person, statement = own[turn % len(own)], turn // len(own) % len(one.addresses)
            value = (turn + person) % 3 - 1
            began = time.perf_counter()
            line.request(
                "POST",
                one.addresses[statement],
                urlencode({"value": value, "csrfmiddlewaretoken": CSRF}),
                {
                    "Host": "localhost",
                    "Cookie": cookies[person],
                    "Content-Type": "application/x-www-form-urlencoded",
                },
            )
            reply = line.getresponse()
            reply.read()
            if reply.status != 302 or "saved=" not in reply.headers["Location"]:
                raise SystemExit(f"{one.name} answered {reply.status}")
            one.seconds.append(time.perf_counter() - began)
            one.acknowledged[person, statement] = value
            counts[place] += 1
            turn += 1
        line.close()

    began = time.monotonic()
    threads = [threading.Thread(target=play, args=(place,)) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.rates.append(sum(counts) / (time.monotonic() - began))


def check(ours: Contender, people: list, statements: list) -> None:
    """Every acknowledged answer is there once, with the value that was acknowledged last."""
    rows = (
        apps.get_model("consultations.Vote")
        .objects.filter(voter__user__in=people)
        .values_list("voter__user", "statement", "value")
    )
    kept = {(user, statement): value for user, statement, value in rows}
    said = {
        (people[person].pk, statements[statement].pk): value for (person, statement), value in ours.acknowledged.items()
    }
    if len(rows) != len(kept) or kept != said:
        sys.exit(f"of {len(said)} acknowledged answers {len(kept)} are there")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=float, default=8)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--voters", type=int, default=0)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="enlace-bench-") as folder:
        own = {"ENLACE_DATA": folder, "ENLACE_REQUIRE_SECOND_FACTOR": "0", "ENLACE_SECRET_KEY": "bench"}
        os.environ |= own | {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
        sys.path.insert(0, str(ROOT / "src"))
        django.setup()
        compare(args)
        connection.close()


def compare(args: argparse.Namespace) -> None:
    consultation, statements = prepared(args.voters)
    user_model = get_user_model()
    people = user_model.objects.bulk_create(
        user_model(email=f"{number}@example.org", password="-") for number in range(PEOPLE)
    )
    cookies = signed_in(people)
    own = [reverse("consultations:answer_statement", args=[consultation.pk, one.pk]) for one in statements]
    ours = Contender("an answer", "enlace.config.wsgi:application", own)
    peer = Contender("a plain row", "answering:plain", [f"/{one.pk}/" for one in statements])
    with ExitStack() as servers:
        for one in (ours, peer):
            servers.enter_context(serving(one))
            load(one, cookies, 1, args.connections)
            one.rates.clear(), one.seconds.clear()
        for _ in range(args.rounds):
            for one in (ours, peer):
                load(one, cookies, args.seconds, args.connections)
        check(ours, people, statements)
    print(f"{connection.vendor}, {args.connections} connections, {args.voters} voters before")
    print(f"{'':<14}{'per second':>12}{'p50 ms':>9}{'p99 ms':>9}{'× plain row':>13}")
    for one in (ours, peer):
        times = f"{one.percentile(0.5):>9.1f}{one.percentile(0.99):>9.1f}"
        print(f"{one.name:<14}{one.rate:>12,.0f}{times}{one.rate / peer.rate:>13.2f}")


if __name__ == "__main__":
    main()
