"""Who sees what: inside the engine's query, so that totals and counts are right, and once more for what is shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Model, Value
from tantivy import Index, Query

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.searchable import Searchable
from enlace.network.roles import Roles, roles_of
from enlace.search.following import Opened, Stamp, indexed_numbers
from enlace.search.following import opened as opened_index
from enlace.search.indexing import searchables
from enlace.search.schema import PUBLIC, key_of

ASKED_TOGETHER = 10
STANDS_IN = -10_000_000_000
"""And those below it: where a number will stand that is asked."""


@dataclass(frozen=True)
class Sight:
    """What a reader sees of an index, of which `stamp` names the commit: what is public there and `keys`."""

    reader: Anyone
    stamp: Stamp
    keys: frozenset[str] = frozenset()

    def query(self, index: Index) -> Query:
        public = Query.term_query(index.schema, "seen", PUBLIC, index_option="basic")
        if not self.keys:
            return Query.const_score_query(public, 0.0)
        own = Query.term_set_query(index.schema, "key", sorted(self.keys))
        return Query.const_score_query(Query.disjunction_max_query([public, own]), 0.0)


def sight_of(reader: Anyone, opened: Opened, kinds: Collection[str] = (), *, current: bool = False) -> Sight:
    """With `kinds`, of those alone. Who is not signed in sees what is public, and nothing is asked.

    What else somebody sees is asked once for each commit of the index that is `current`: whatever changes it is in a
    log, and so makes the next commit, or is a change of their own roles or of the day.
    """
    if not reader.is_authenticated:
        return Sight(reader, opened.stamp)
    asked = _own_keys if current else _own_keys.__wrapped__
    own = [
        asked(reader, roles_of(reader), today(), opened.stamp, one)
        for one in searchables()
        if not kinds or one.kind in kinds
    ]
    return Sight(reader, opened.stamp, frozenset().union(*own))


@lru_cache(maxsize=256)
def _own_keys(reader: Anyone, _roles: Roles, _day: date, stamp: Stamp, searchable: Searchable) -> frozenset[str]:
    """Of the records of a kind that the reader sees and not everybody."""
    seen = set(searchable.seen(reader).order_by().values_list("pk", flat=True))
    return frozenset(key_of(searchable.kind, number) for number in seen - _public_numbers(stamp, searchable))


@lru_cache(maxsize=64)
def _public_numbers(stamp: Stamp, searchable: Searchable) -> frozenset[int]:
    """Of one commit of the index, which `stamp` names."""
    found = opened_index()
    numbers = indexed_numbers(found.index, searchable, public=True) if found and found.stamp == stamp else set()
    return frozenset(numbers)


def seen_records(reader: Anyone, hits: Iterable[tuple[str, int]], stamp: Stamp) -> dict[tuple[str, int], bool]:
    """Of these, by kind and number, the records that the reader sees today; of each whether it is illustrative.

    One short query for each kind. `stamp` names the commit of the index that found them.
    """
    numbers: dict[str, list[int]] = {}
    for kind, number in hits:
        numbers.setdefault(kind, []).append(number)
    found: dict[tuple[str, int], bool] = {}
    for one in searchables():
        if some := numbers.get(one.kind):
            rows = _seen(one, reader, some) if reader.is_authenticated else _public(one.kind, some, stamp)
            found |= {(one.kind, pk): bool(illustrative) for pk, illustrative in rows}
    return found


def _seen(searchable: Searchable, reader: Anyone, numbers: Iterable[int]) -> Any:
    seen = searchable.seen(reader).filter(pk__in=numbers).order_by()
    illustrative = F("illustrative") if _may_be_illustrative(seen.model) else Value(0)
    return seen.values_list("pk", illustrative)


def _public(kind: str, numbers: Sequence[int], stamp: Stamp) -> list[tuple[int, int]]:
    some = -(-len(numbers) // ASKED_TOGETHER) * ASKED_TOGETHER
    sql, parameters = _question_for_everybody(kind, some, today(), stamp)
    if not sql:
        return []
    instead = {STANDS_IN - at: numbers[min(at, len(numbers) - 1)] for at in range(some)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [instead.get(one, one) if type(one) is int else one for one in parameters])
        return list(cursor.fetchall())


@lru_cache(maxsize=128)
def _question_for_everybody(kind: str, numbers: int, _day: date, _stamp: Stamp) -> tuple[str, tuple[Any, ...]]:
    """What is asked for those who are not signed in differs by the numbers alone, and takes longer to word than to ask.

    It is worded anew each day and whenever the logs went on.
    """
    searchable = next(one for one in searchables() if one.kind == kind)
    try:
        return _seen(searchable, AnonymousUser(), [STANDS_IN - at for at in range(numbers)]).query.sql_with_params()
    except EmptyResultSet:
        return "", ()


def _may_be_illustrative(model: type[Model]) -> bool:
    return any(one.name == "illustrative" for one in model._meta.get_fields())
