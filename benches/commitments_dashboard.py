"""How long the dashboard of commitments takes with very many of them, beside the bare counts of the same tables.

    python benches/commitments_dashboard.py [--number 50000] [--rounds 5]
    sh scripts/postgresql.sh .venv/bin/python benches/commitments_dashboard.py

Prepares a database in a temporary folder, SQLite or the one that ENLACE_DATABASE_URL names: 18 states, 4 observers,
12 meetings and `--number` commitments of every kind. The peer is what no dashboard does without: one plain GROUP BY a
facet (level, state, observer, theme, meeting) and one of the reports by commitment, of tables read without asking how
anything stands or who may see it. Both are measured in turn, several rounds over, so that a noisy machine is noisy for
both; medians are told.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import django
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parents[1]
STATES = ["AR", "BO", "BR", "CL", "CO", "CR", "DO", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "UY", "VE"]
PLAIN = (
    "SELECT approach, COUNT(*) FROM commitments_commitment GROUP BY approach",
    "SELECT state_id, COUNT(*) FROM commitments_commitmentparty GROUP BY state_id",
    "SELECT organisation_id, COUNT(*) FROM commitments_commitmentparty GROUP BY organisation_id",
    "SELECT theme_id, COUNT(*) FROM commitments_commitment_themes GROUP BY theme_id",
    "SELECT meeting_id, COUNT(DISTINCT commitment_id) FROM commitments_commitmentevent GROUP BY meeting_id",
    "SELECT commitment_id, MAX(reported_on) FROM commitments_progress GROUP BY commitment_id",
)


def prepare(number: int) -> None:
    import_module("enlace.config.prepare").prepare_database()
    network, meetings = (import_module(f"enlace.{app}.testing") for app in ("network", "meetings"))
    for code in STATES:
        network.make_state(code)
    for _place in range(4):
        network.make_organisation()
    for _place in range(12):
        meetings.make_meeting(audience="public")
    import_module("enlace.commitments.tests.making_many").make_many(number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plain() -> None:
    with connection.cursor() as cursor:
        for sql in PLAIN:
            cursor.execute(sql)
            cursor.fetchall()


def parts() -> dict:
    """The page as it is answered, and what it consists of."""
    selected = import_module("enlace.commitments.dashboard.selection").selection_from
    figures = import_module("enlace.commitments.dashboard.figures").figures_of
    quarters = import_module("enlace.commitments.dashboard.over_time").quarters_of
    views = import_module("enlace.commitments.dashboard.views")
    anonymous = import_module("django.contrib.auth.models").AnonymousUser()

    def page(query: str = "") -> None:
        request = RequestFactory().get(f"/es/commitments/{query}", headers={"host": "localhost"})
        request.user = anonymous
        views.commitments(request).render()

    return {
        "bare counts": plain,
        "figures": lambda: figures(selected({}, anonymous)),
        "over time": lambda: quarters(selected({}, anonymous)),
        "the page": page,
        "the page of a state": lambda: page("?state=uy&standing=not_reported"),
        "the page with words": lambda: page("?q=jueces"),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--number", type=int, default=50_000)
    asked.add_argument("--rounds", type=int, default=5)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="enlace-bench-") as folder:
        own = {"ENLACE_DATA": folder, "ENLACE_SECRET_KEY": "bench", "ENLACE_DEBUG": "1"}
        os.environ |= own | {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
        sys.path.insert(0, str(ROOT / "src"))
        django.setup()
        prepare(args.number)
        compare(args)
        connection.close()


def compare(args: argparse.Namespace) -> None:
    measured, spent, queries = parts(), defaultdict(list), {}
    for name, play in measured.items():
        with CaptureQueriesContext(connection) as captured:
            play()
        queries[name] = len(captured)
    for _turn in range(args.rounds):
        for name, play in measured.items():
            began = time.perf_counter(), time.process_time()
            play()
            spent[name].append((time.perf_counter() - began[0], time.process_time() - began[1]))
    peer = statistics.median(seconds for seconds, _cpu in spent["bare counts"])
    print(f"{connection.vendor}, {args.number:,} commitments")
    print(f"{'':<22}{'queries':>8}{'seconds':>9}{'of CPU':>8}{'× bare counts':>15}")
    for name, both in spent.items():
        seconds, cpu = (statistics.median(column) for column in zip(*both, strict=True))
        print(f"{name:<22}{queries[name]:>8}{seconds:>9.2f}{cpu:>8.2f}{seconds / peer:>15.1f}")


if __name__ == "__main__":
    main()
