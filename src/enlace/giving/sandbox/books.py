"""The sandbox's books: one SQLite file. What was answered is in it, even if the process is killed the moment after.

Times are whole Unix seconds of the sandbox's own clock, which tests may move forward; amounts are minor units.
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

Book = sqlite3.Connection
"""A connection inside a transaction."""

SCHEMA = """
create table if not exists settings (name text primary key, value text not null);
create table if not exists answers (
    key text primary key, content text not null, status integer not null, body text not null);
create table if not exists sessions (
    number integer primary key, id text unique not null, key text not null, amount integer not null,
    currency text not null, monthly integer not null, language text not null, description text not null,
    statement text not null, done text not null, back text not null, created integer not null,
    expires integer not null, state text not null default 'open', refusals integer not null default 0,
    subscription text not null default '');
create table if not exists payments (
    number integer primary key, id text unique not null, key text not null, session text not null,
    subscription text not null default '', amount integer not null, currency text not null, state text not null,
    created integer not null, due integer, paid integer);
create table if not exists subscriptions (
    number integer primary key, id text unique not null, key text not null, session text not null,
    amount integer not null, currency text not null, card text not null, state text not null default 'active',
    anchor integer not null, months integer not null default 0, next integer not null);
create table if not exists invoices (
    number integer primary key, id text unique not null, subscription text not null, amount integer not null,
    currency text not null, state text not null default 'open', due integer not null,
    refusals integer not null default 0, again integer not null, payment text not null default '');
create table if not exists card_pages (
    number integer primary key, id text unique not null, subscription text not null, language text not null,
    back text not null, expires integer not null);
create table if not exists refunds (
    number integer primary key, id text unique not null, payment text not null, key text not null,
    amount integer not null, created integer not null);
create table if not exists events (
    number integer primary key, id text unique not null, type text not null, created integer not null,
    key text not null, session text not null, subscription text not null, payment text not null);
create table if not exists deliveries (
    number integer primary key, event text not null, tries integer not null default 0, again integer not null,
    status integer, ended text not null default '');
create index if not exists payments_of_session on payments (session);
create index if not exists payments_by_state on payments (state, due);
create index if not exists sessions_by_state on sessions (state, expires);
create index if not exists sessions_by_key on sessions (key);
create index if not exists invoices_by_state on invoices (state, again);
create index if not exists invoices_of_subscription on invoices (subscription);
create index if not exists refunds_of_payment on refunds (payment);
create index if not exists deliveries_waiting on deliveries (ended, again);
"""


class Books:
    def __init__(self, path: Path) -> None:
        self.path = path
        with closing(self._connect()) as book:
            book.execute("pragma journal_mode=wal")
            book.executescript(SCHEMA)

    def _connect(self) -> Book:
        book = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        book.row_factory = sqlite3.Row
        book.execute("pragma synchronous=normal")
        return book

    @contextmanager
    def open(self, *, reading: bool = False) -> Iterator[Book]:
        """One transaction; what raises inside is rolled back. Only one at a time writes."""
        with closing(self._connect()) as book:
            book.execute("begin" if reading else "begin immediate")
            try:
                yield book
            except BaseException:
                book.execute("rollback")
                raise
            book.execute("commit")


def all_of(book: Book, query: str, *values: Any) -> list[sqlite3.Row]:
    return book.execute(query, values).fetchall()


def one_of(book: Book, query: str, *values: Any) -> sqlite3.Row | None:
    row: sqlite3.Row | None = book.execute(query, values).fetchone()
    return row


def known(book: Book, table: str, reference: str) -> sqlite3.Row | None:
    return one_of(book, f"select * from {table} where id = ?", reference)  # noqa: S608 a table of ours


def insert(book: Book, table: str, prefix: str, **values: Any) -> str:
    """The id of the new row, which nobody can guess."""
    reference = f"{prefix}_{secrets.token_hex(14)}"
    names = ["id", *values]
    marks = ", ".join("?" for _name in names)
    book.execute(
        f"insert into {table} ({', '.join(names)}) values ({marks})",  # noqa: S608 tables and columns of ours
        [reference, *values.values()],
    )
    return reference


def change(book: Book, table: str, reference: str, **values: Any) -> None:
    book.execute(
        f"update {table} set {', '.join(f'{name} = ?' for name in values)} where id = ?",  # noqa: S608 as above
        [*values.values(), reference],
    )


def setting(book: Book, name: str, default: Any) -> Any:
    row = one_of(book, "select value from settings where name = ?", name)
    return json.loads(row["value"]) if row else default


def set_setting(book: Book, name: str, value: Any) -> None:
    book.execute("insert or replace into settings (name, value) values (?, ?)", [name, json.dumps(value)])


def clock(book: Book) -> int:
    """The moment in the sandbox: that of the machine, and by how much a test has moved it forward."""
    return int(time.time()) + int(setting(book, "ahead", 0))


def milliseconds() -> int:
    """Of the machine's clock: when a webhook is tried again does not follow the sandbox's."""
    return time.time_ns() // 1_000_000
