"""How long a table of commitments takes to be imported, beside the same rows read by the bare library and inserted.

    .venv/bin/python benches/commitments_import.py [--rounds 3] [--table ../shared/data/upr/recommendations.csv]

Works in a data folder of its own, which it removes. Each round imports the recommendations of the UPR, imports them
once more (which changes nothing), and writes the same rows as bare commitments; all of it is rolled back. Medians of
seconds on the clock, and of seconds of the processor, which say more on a busy machine.
"""

import argparse
import csv
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.db import transaction

ROOT = Path(__file__).resolve().parents[1]
EXCHANGE = "enlace.commitments.exchange"
SESSIONS = "1 2008-04, 3 2008-12, 4 2009-02, 5 2009-05, 6 2009-12, 10 2011-02, 13 2012-06, 14 2012-11, 16 2013-05"
SESSIONS += ", 17 2013-11, 18 2014-02, 19 2014-05"
MAP = {
    "columns": {"Text": "text", "To": "parties", "From": "source", "Session": "made_on"},
    "constants": {"language": "en", "approach": "national", "source": "UPR, recommended by"},
    "words": {"Session": dict(one.split() for one in SESSIONS.split(", "))},
}


def planned(data: bytes) -> Any:
    sheet = import_module(f"{EXCHANGE}.reading").read_sheet(data)
    mapping = import_module(f"{EXCHANGE}.mapping").mapping_from(MAP)
    return import_module(f"{EXCHANGE}.planning").plan_import(sheet, mapping, rest="add")


def enlace(data: bytes) -> None:
    import_module(f"{EXCHANGE}.applying_actions").import_commitments(planned(data), by=None)


def again(data: bytes) -> None:
    assert planned(data).done == 0


def bare(data: bytes) -> None:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    record = import_module("enlace.commitments.models").Commitment
    made = [record(title={"en": row["Text"][:140]}, text={"en": row["Text"]}, approach="national") for row in rows]
    record.objects.bulk_create(made, batch_size=500)


def seconds(work: Callable[[bytes], None], data: bytes) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    work(data)
    return time.perf_counter() - clock, time.process_time() - processor


def rounds(data: bytes, count: int) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {"imported": [], "imported again": [], "bare csv and insert": []}
    for _round in range(count):
        with transaction.atomic():
            found["imported"].append(seconds(enlace, data))
            found["imported again"].append(seconds(again, data))
            transaction.set_rollback(True)
        with transaction.atomic():
            found["bare csv and insert"].append(seconds(bare, data))
            transaction.set_rollback(True)
    return found


def add_states(data: bytes) -> None:
    names = {row["To"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))}
    state, code_of = import_module("enlace.network.models").State, import_module("enlace.network.states").state_code
    for code in sorted(code_of(name, ("en",)) for name in names):
        state.objects.get_or_create(code=code)


def main() -> None:
    parser = argparse.ArgumentParser(description="how long a table of commitments takes to be imported")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--table", type=Path, default=ROOT.parent / "shared" / "data" / "upr" / "recommendations.csv")
    asked = parser.parse_args()
    data = asked.table.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ENLACE_DATA": folder, "DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
        sys.path.insert(0, str(ROOT / "src"))
        django.setup()
        import_module("enlace.config.template_database").prepare_data()
        add_states(data)
        found = rounds(data, asked.rounds)
    peer = statistics.median(one[0] for one in found["bare csv and insert"])
    for name, times in found.items():
        clock, processor = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:<20} {clock:>7.2f}s {processor:>7.2f}s of the processor {clock / peer:>6.1f}x")


if __name__ == "__main__":
    main()
