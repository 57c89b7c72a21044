"""How long a table of the directory takes to be read or refused, beside the same bytes read by the bare library.

    python benches/directory_tables.py [--rounds 5]

Prints medians of alternating rounds: 100,000 rows, which are too many and refused, and as many as are taken.
"""

import argparse
import csv
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import contextlib

from django.conf import settings
from openpyxl import Workbook, load_workbook

from enlace.network.exchange.reading import read_tables
from enlace.network.exchange.tables import MOST_ROWS, Unreadable

HEADER = ["role", "state", "name", "since"]


def table(rows: int) -> list[list[str]]:
    return [HEADER, *(["alternate", "UY", f"Ana {number}", "2026-01-01"] for number in range(rows))]


def as_csv(rows: int) -> bytes:
    return "\n".join(",".join(row) for row in table(rows)).encode()


def as_xlsx(rows: int) -> bytes:
    book, target = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("mandates")
    for row in table(rows):
        sheet.append(row)
    book.save(target)
    return target.getvalue()


def ours(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read_tables(data)


def bare_csv(data: bytes) -> None:
    list(csv.reader(io.StringIO(data.decode())))


def bare_xlsx(data: bytes) -> None:
    for sheet in load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets:
        list(sheet.iter_rows(values_only=True))


def seconds(read: Callable[[bytes], None], data: bytes) -> float:
    begun = time.perf_counter()
    read(data)
    return time.perf_counter() - begun


def main() -> None:
    settings.configure(USE_I18N=False)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"{'table':<24} {'Enlace':>9} {'bare':>9} {'ratio':>7}")
    for rows in (100_000, MOST_ROWS):
        for form, data, bare in (("csv", as_csv(rows), bare_csv), ("xlsx", as_xlsx(rows), bare_xlsx)):
            pairs = [(seconds(ours, data), seconds(bare, data)) for _round in range(rounds)]
            mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{form} {rows:>7,} rows{'':<7} {mine:>8.3f}s {theirs:>8.3f}s {mine / theirs:>6.2f}x")


if __name__ == "__main__":
    main()
