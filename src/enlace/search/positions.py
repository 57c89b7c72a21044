"""How far the logs were followed: the audit log, and the two that the CMS keeps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q
from wagtail.models import ModelLogEntry, PageLogEntry

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today

LOGS: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "audit": (AuditEntry, "at", ("subject_kind", "subject_id", "action")),
    "pages": (PageLogEntry, "timestamp", ("content_type", "page", "action")),
    "models": (ModelLogEntry, "timestamp", ("content_type", "object_id", "action")),
}
"""By name: the log, its moment, and its fields for the kind and the number of what was changed, and for the change."""
CMS = ("pages", "models")

RECENT, MOST_MISSING = 10_000, 1_000
"""A number that was missing among so many newest may still be committed; so many are remembered at most."""
AGAIN_AFTER = 3.0
"""The CMS writes some changes down before it makes them: what they name is read once more so many seconds later."""
AT_ONCE = 5_000


@dataclass(frozen=True)
class LogPosition:
    """`newest` is the highest number followed, and `moment` that entry's; `missing` lower ones that were not there."""

    newest: int = 0
    moment: str = ""
    missing: tuple[int, ...] = ()

    def after(self, taken: Iterable[int], moment: str) -> "LogPosition":
        """Having followed `taken`; `moment` is that of the highest of them."""
        found = set(taken)
        newest = max(self.newest, *found)
        between = range(max(self.newest, newest - RECENT) + 1, newest)
        missing = sorted({one for one in (*self.missing, *between) if one > newest - RECENT} - found)
        return LogPosition(newest, moment if newest > self.newest else self.moment, tuple(missing[-MOST_MISSING:]))


@dataclass(frozen=True)
class Entry:
    """A line of a log: `subject` is a model as `meetings.session`, `subject_id` empty where many were meant.

    `named` are the numbers that stand in it beneath a word: of a language version that was removed, its publication.
    """

    log: str
    id: int
    moment: str
    subject: str
    subject_id: str
    action: str
    named: tuple[tuple[str, int], ...] = ()

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """As `Searchable.affected` hears them."""
        named = [(f"{self.subject}:{word}", str(number)) for word, number in self.named]
        return [(self.subject, self.subject_id), *named]


@dataclass(frozen=True)
class Position:
    """`day` is the one on which it was last asked what is public; `again` is to be read once more at `again_at`.

    `erased`: the words of something that was erased may still lie in a file of the index, though nobody finds them.
    """

    logs: Mapping[str, LogPosition]
    day: str
    again: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    again_at: float = 0.0
    erased: bool = False

    @classmethod
    def now(cls) -> Self:
        return cls({name: _newest(name) for name in LOGS}, today().isoformat())

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Self:
        logs = {
            name: LogPosition(one["newest"], one["moment"], tuple(one["missing"]))
            for name, one in facts["logs"].items()
        }
        again = {subject: tuple(ids) for subject, ids in facts["again"].items()}
        return cls(logs, facts["day"], again, facts["again_at"], facts["erased"])

    def facts(self) -> dict[str, Any]:
        logs = {name: asdict(one) for name, one in self.logs.items()}
        again = {subject: list(ids) for subject, ids in self.again.items()}
        return {"logs": logs, "day": self.day, "again": again, "again_at": self.again_at, "erased": self.erased}

    @cached_property
    def question(self) -> str:
        """Of each log: whether there is more, and when the newest was written that was followed."""
        parts = []
        for name, (model, moment, _fields) in LOGS.items():
            table, at = model._meta.db_table, self.logs[name]
            missing = ",".join(map(str, at.missing))
            more = f"EXISTS (SELECT 1 FROM {table} WHERE id > {at.newest})"  # noqa: S608
            more += f" OR EXISTS (SELECT 1 FROM {table} WHERE id IN ({missing}))" if missing else ""  # noqa: S608
            parts += [f"CASE WHEN {more} THEN 1 ELSE 0 END"]
            parts += [f"(SELECT {moment} FROM {table} WHERE id = {at.newest})"]  # noqa: S608
        return f"SELECT {', '.join(parts)}"

    def compared(self) -> "Standing":
        """One query of a fraction of a millisecond."""
        with connection.cursor() as cursor:
            cursor.execute(self.question)
            row = cursor.fetchone()
        moments = [_written(moment) for moment in row[1::2]]
        known = [self.logs[name].moment for name in LOGS]
        return Standing(
            more=any(row[::2]),
            of_this_database=moments == known,
            day_has_passed=self.day != today().isoformat(),
            again=bool(self.again) and now().timestamp() >= self.again_at,
        )

    def entries(self) -> list[Entry]:
        """What was not followed yet, log by log in the order of its numbers."""
        return [entry for name in LOGS for entry in _entries(name, self.logs[name])]

    def after(self, entries: Iterable[Entry]) -> "Position":
        """Having followed these."""
        by_log: dict[str, list[Entry]] = defaultdict(list)
        again: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            by_log[entry.log].append(entry)
            if entry.log in CMS:
                again[entry.subject].add(entry.subject_id)
        for subject, ids in self.again.items() if again else ():
            again[subject].update(ids)
        logs = dict(self.logs)
        for name, some in by_log.items():
            logs[name] = logs[name].after((one.id for one in some), max(some, key=lambda one: one.id).moment)
        erased = self.erased or any(one.action.startswith("erase_") for one in by_log["audit"])
        changed = replace(self, logs=logs, erased=erased)
        if not again:
            return changed
        kept = {subject: tuple(sorted(ids)) for subject, ids in again.items()}
        return replace(changed, again=kept, again_at=now().timestamp() + AGAIN_AFTER)


@dataclass(frozen=True)
class Standing:
    """How the logs stand to a position. Where they are not `of_this_database`, another one was put in its place."""

    more: bool
    of_this_database: bool
    day_has_passed: bool
    again: bool

    @property
    def is_behind(self) -> bool:
        return self.more or self.day_has_passed or self.again or not self.of_this_database


def _newest(name: str) -> LogPosition:
    model, moment, _fields = LOGS[name]
    last = model._default_manager.order_by("-id").values_list("id", flat=True).first() or 0
    there = set(model._default_manager.filter(id__gt=last - MOST_MISSING).order_by().values_list("id", flat=True))
    if not there:
        return LogPosition()
    at = LogPosition(min(min(there), last) - 1).after(there, "")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {moment} FROM {model._meta.db_table} WHERE id = {at.newest}")  # noqa: S608
        return replace(at, moment=_written(cursor.fetchone()[0]))


def _written(moment: Any) -> str:
    """As the database gives it; only compared with itself."""
    return "" if moment is None else str(moment)


def _entries(name: str, at: LogPosition) -> list[Entry]:
    model, moment, (kind, number, action) = LOGS[name]
    fresh = Q(id__gt=at.newest) | Q(id__in=at.missing) if at.missing else Q(id__gt=at.newest)
    more = ("before", "after") if name == "audit" else ()
    rows = list(
        model._default_manager.filter(fresh).order_by("id").values_list("id", kind, number, action, *more)[:AT_ONCE]
    )
    if not rows:
        return []
    with connection.cursor() as cursor:
        ids = ",".join(str(row[0]) for row in rows)
        cursor.execute(f"SELECT id, {moment} FROM {model._meta.db_table} WHERE id IN ({ids})")  # noqa: S608
        moments = dict(cursor.fetchall())
    return [
        Entry(name, pk, _written(moments[pk]), _subject(name, subject), str(subject_id), act, _named(*facts))
        for pk, subject, subject_id, act, *facts in rows
    ]


def _named(*facts: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    pairs = [(word, value) for some in facts for word, value in some.items()]
    return tuple((word, value) for word, value in pairs if isinstance(value, int) and not isinstance(value, bool))


def _subject(name: str, subject: Any) -> str:
    """The CMS names a kind by its number in the database."""
    if name not in CMS:
        return str(subject)
    kind = ContentType.objects.get_for_id(subject) if subject else None
    return f"{kind.app_label}.{kind.model}" if kind else ""
