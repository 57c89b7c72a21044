"""Which generation of the site the database holds: it changes with everything that is shown, for every process at once.

The generation is read from the audit log and the CMS's own logs, and from plain facts where the CMS records a change
before it makes it (a page deleted, a restriction lifted) or not at all (images deleted in bulk, renditions purged).
Reading it takes a fraction of a millisecond, and happens only when somebody has committed since the last look.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from time import time as seconds
from typing import Any, ClassVar

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.utils import timezone
from wagtail.models import (
    CollectionViewRestriction,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    Site,
)

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.website.models import SiteDocument, SiteImage, SiteRendition
from enlace.website.scheduling import next_change

LOGS: tuple[type[Model], ...] = (AuditEntry, PageLogEntry, ModelLogEntry)
SHOWN: tuple[type[Model], ...] = (
    Page,
    PageViewRestriction,
    CollectionViewRestriction,
    Locale,
    Site,
    ReferenceIndex,
    SiteImage,
    SiteDocument,
)
RECENT = 10_000
"""How many of a log's newest entries are counted: a transaction may commit an entry with a number below the newest."""

TOKENS = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}
"""What differs after each commit of any other connection: 3 µs on SQLite, one round trip on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`due`: a page's hour has come and nobody has published or withdrawn it yet."""

    generation: tuple[Any, ...]
    due: bool

    def has_lost_renditions(self, before: "Standing") -> bool:
        """Whether renditions of images have gone since `before`: more numbers are missing, or the newest is older."""
        (newest, count), (newest_before, count_before) = self.generation[-2:], before.generation[-2:]
        return newest < newest_before or newest - count != newest_before - count_before


@cache
def facts_statement() -> str:
    quote = connection.ops.quote_name
    facts = []
    for model in LOGS:
        table = quote(model._meta.db_table)
        newest = f"(SELECT max(id) FROM {table})"  # noqa: S608
        facts += [newest, f"(SELECT count(*) FROM {table} WHERE id > {newest} - {RECENT})"]  # noqa: S608
    for model in SHOWN:
        table = quote(model._meta.db_table)
        facts += [f"(SELECT max(id) FROM {table})", f"(SELECT count(*) FROM {table})"]  # noqa: S608
    pages, renditions = quote(Page._meta.db_table), quote(SiteRendition._meta.db_table)
    facts += [f"(SELECT count(*) FROM {pages} WHERE live)", f"(SELECT max(last_published_at) FROM {pages})"]  # noqa: S608
    facts += [f"(SELECT coalesce(max(id), 0) FROM {renditions})", f"(SELECT count(*) FROM {renditions})"]  # noqa: S608
    return "SELECT " + ", ".join(facts)


def midnight_after(moment: datetime) -> datetime:
    """When the day of the network ends: what is shown may depend on it."""
    return timezone.make_aware(datetime.combine(timezone.localdate(moment) + timedelta(days=1), time.min))


class Watch(threading.local):
    """How the site stands, asked through a connection of each thread's own that never writes.

    It must be its own: `data_version` tells only of commits by other connections, those of this process among them.
    Two threads that find the site the same get the same object.
    """

    newest: ClassVar[Standing] = Standing((0, 0), due=True)

    def __init__(self) -> None:
        self.connection: BaseDatabaseWrapper = connection.copy()
        self.question = TOKENS[connection.vendor]
        self.execute: Callable[[str], Any] | None = None
        self.token: object = None
        self.until = 0.0
        self.standing: Standing | None = None

    def __call__(self) -> Standing | None:
        """None where the database does not answer; a connection that was lost is opened again first."""
        for _attempt in range(2):
            try:
                return self.look()
            except Error:
                self.close()
        return None

    def look(self) -> Standing:
        if self.execute is None:
            self.execute = self.open()
        with self.connection.wrap_database_errors:
            token = self.execute(self.question).fetchone()[0]
        if self.standing is None or token != self.token or seconds() >= self.until:
            self.standing = self.read()
            self.token = token
        return self.standing

    def open(self) -> Callable[[str], Any]:
        self.connection.ensure_connection()
        return self.connection.connection.execute

    def read(self) -> Standing:
        moment = now()
        with self.connection.cursor() as cursor:
            cursor.execute(facts_statement())
            facts = cursor.fetchone()
        change = next_change(self.connection)
        midnight = midnight_after(moment)
        self.until = min(midnight, change or midnight).timestamp()
        found = Standing((timezone.localdate(moment), *facts), due=change is not None and change <= moment)
        if found != Watch.newest:
            Watch.newest = found
        return Watch.newest if found == Watch.newest else found

    def close(self) -> None:
        self.execute, self.token, self.standing = None, None, None
        self.connection.close()
