"""The index made anew, and records put into one that is there."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import batched
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from tantivy import Index

from enlace.core.languages import language_codes
from enlace.core.registry import registered
from enlace.core.searchable import Indexed, Searchable
from enlace.search import places
from enlace.search.positions import Position
from enlace.search.schema import VERSION, open_index
from enlace.search.writing import Writing

type Progress = Callable[[int, int], None]
"""Told how many records are done, and of how many."""

AT_ONCE = 100
"""Records that are read from the database together."""
HEAP_OF_A_THREAD, MOST_THREADS = 50_000_000, 4
SMALL_HEAP = 15_000_000
"""In bytes: what a writer holds before it writes a part to the disk. The engine asks for so much at least."""


def searchables() -> tuple[Searchable, ...]:
    return _offered(tuple(registered("searchable")))


@lru_cache(maxsize=8)
def _offered(offers: tuple[Callable[[], Searchable], ...]) -> tuple[Searchable, ...]:
    return tuple(offer() for offer in offers)


def layout() -> str:
    """Names how an index must be laid out today; one that bears another name is made anew."""
    return _layout(language_codes(), tuple(one.kind for one in searchables()))


@lru_cache(maxsize=8)
def _layout(languages: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    return sha256(repr((VERSION, languages, sorted(kinds))).encode()).hexdigest()[:12]


def reindex(progress: Progress | None = None) -> int:
    """Makes the index anew beside the one that is there, which is asked until the new one is whole. Counts records.

    One process at a time does it; another waits for it and then makes it once more. What changes meanwhile is followed
    from the position that was taken before the first record was read.
    """
    with places.sole(places.MAKING, None):
        name = places.new_name(layout())
        folder = places.index_folder() / name
        folder.mkdir()
        position = Position.now()
        done = _fill(folder, language_codes(), _everything(progress), position)
        with places.sole(places.WRITING, None):
            places.make_current(name)
    return done


def build_index(folder: Path, languages: Sequence[str], items: Iterable[Indexed], kind: str = "publication") -> Index:
    """That of the records; `items` are all of one kind and public, and no database is asked: for measurements."""
    folder.mkdir(parents=True, exist_ok=True)
    _fill(folder, languages, ((kind, item, True) for item in items), None)
    return open_index(folder, languages)


def _fill(
    folder: Path, languages: Sequence[str], items: Iterable[tuple[str, Indexed, bool]], position: Position | None
) -> int:
    threads, done = min(os.cpu_count() or 1, MOST_THREADS), 0
    writing = Writing(folder, languages, heap=HEAP_OF_A_THREAD, threads=threads)
    for kind, indexed, public in items:
        writing.put(kind, indexed, public=public)
        done += 1
    if position is not None:
        writing.put_position(position)
    writing.commit(merges=True)
    return done


def _everything(progress: Progress | None) -> Iterator[tuple[str, Indexed, bool]]:
    total, done = sum(records_of(one).count() for one in searchables()), 0
    for searchable in searchables():
        ids = records_of(searchable).order_by("pk").values_list("pk", flat=True)
        for some in batched(ids.iterator(chunk_size=2000), AT_ONCE, strict=False):
            yield from _read(searchable, some)
            done += len(some)
            if progress:
                progress(done, total)


def records_of(searchable: Searchable) -> Any:
    """All that there are, whoever sees them."""
    return searchable.seen(AnonymousUser()).model._default_manager.order_by()


def public_ids(searchable: Searchable, ids: Collection[int] | None = None) -> set[int]:
    """Of `ids`, or of all, those that everybody sees."""
    seen = searchable.seen(AnonymousUser()).order_by()
    return set((seen if ids is None else seen.filter(pk__in=ids)).values_list("pk", flat=True))


def _read(searchable: Searchable, ids: Collection[int]) -> Iterator[tuple[str, Indexed, bool]]:
    public = public_ids(searchable, ids)
    for indexed in searchable.read(ids):
        yield searchable.kind, indexed, indexed.id in public


def put_again(writing: Writing, searchable: Searchable, ids: Collection[int]) -> None:
    """The records as they are now; those that are no more leave the index."""
    for some in batched(sorted(ids), AT_ONCE, strict=False):
        for one in some:
            writing.remove(searchable.kind, one, pages=searchable.page_address is not None)
        for kind, indexed, public in _read(searchable, some):
            writing.put(kind, indexed, public=public)
