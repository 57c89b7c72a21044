"""The audit log as a file. It leaves the site, so it holds numbers and offices, no name that nobody could erase."""

import csv
import json
from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any

from django.utils import timezone

from enlace.accounts.models import AuditEntry, AuditQuerySet
from enlace.core.spreadsheet_safety import neutral
from enlace.network.audit import COMMAND_LINE, authors
from enlace.network.audit_words import office_of

COLUMNS = ("at", "account", "office", "action", "kind", "id", "before", "after")
"""Without the numbers of the lines, between which one would see how many there are that one may not read."""
AT_ONCE = 1000


def rows_of(entries: AuditQuerySet) -> Iterator[dict[str, Any]]:
    """One for each line, by COLUMNS; `account` 0 is the command line, `at` is the time where the network is."""
    for some in batched(entries.iterator(chunk_size=AT_ONCE), AT_ONCE):
        who = authors(entry.by_id for entry in some)
        for entry in some:
            yield _row(entry, office_of(who[entry.by_id or COMMAND_LINE], timezone.localtime(entry.at).date()))


def _row(entry: AuditEntry, office: str) -> dict[str, Any]:
    at = timezone.localtime(entry.at).isoformat(timespec="seconds")
    who = (entry.by_id or COMMAND_LINE, office)
    values = (at, *who, entry.action, entry.subject_kind, entry.subject_id, entry.before, entry.after)
    return dict(zip(COLUMNS, values, strict=True))


class _Written:
    """What the writer of the standard library writes to: it gives the line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(entries: AuditQuerySet) -> Iterator[str]:
    """With a mark by which spreadsheets know UTF-8, and no cell that they would run."""
    writer = csv.writer(_Written())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows_of(entries):
        yield writer.writerow([neutral(_cell(value)) for value in row.values()])


def _cell(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def as_json_lines(entries: AuditQuerySet) -> Iterator[str]:
    for row in rows_of(entries):
        yield json.dumps(row, ensure_ascii=False) + "\n"


FORMS: dict[str, tuple[Callable[[AuditQuerySet], Iterator[str]], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "jsonl": (as_json_lines, "application/jsonl; charset=utf-8"),
}
"""By the ending of the file: how it is written, and what it is."""
