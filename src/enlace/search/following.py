"""The index follows the database: what the logs name is read anew.

Nobody tells the search anything. Each search asks first whether the logs go on where the index stopped, one query of
a fraction of a millisecond, and follows what there is; the tick does the same for what nobody searches. Where the
logs were followed to is written with what was followed, in one commit: a process that is ended in between leaves
both undone, and the next one does them.

One process writes at a time. Another that would write waits a moment, and then goes on with what there is.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tantivy import Index, Occur, Query
from wagtail.models import Page

from enlace.core.clock import today
from enlace.core.findings import Finding
from enlace.core.languages import language_codes
from enlace.core.searchable import Searchable
from enlace.search import places
from enlace.search.indexing import (
    SMALL_HEAP,
    layout,
    public_ids,
    put_again,
    records_of,
    reindex,
    searchables,
)
from enlace.search.positions import CMS, Position, Standing
from enlace.search.schema import POSITION, PUBLIC, RECORD, body_of, open_index, open_pages
from enlace.search.writing import Writing

PATIENCE = 0.5
"""Seconds that a search waits for another process that writes."""
MOST_PARTS = 12

logger = logging.getLogger(__name__)

type Stamp = tuple[Path, int, int]
type Records = Mapping[Searchable, set[int]]


@dataclass(frozen=True)
class Opened:
    """The index as this process has it, and that of the pages; `stamp` tells one commit from the next."""

    stamp: Stamp
    index: Index
    pages: Index
    position: Position


_opened: Opened | None = None


def opened() -> Opened | None:
    """Opened once in a process, and read anew after each commit, whoever made it. None where there is none yet."""
    global _opened
    name = places.current_name()
    if not name.startswith(f"{layout()}-"):
        return None
    folder, before = places.index_folder() / name, _opened
    try:
        meta = (folder / "meta.json").stat()
        stamp = (folder, meta.st_mtime_ns, meta.st_ino)
        if before is None or before.stamp != stamp:
            _opened = before = _read(stamp, before)
    except (OSError, ValueError) as reason:
        logger.warning("The index of the search cannot be opened: %s", reason)
        return None
    return before


def _read(stamp: Stamp, before: Opened | None) -> Opened:
    again = before if before and before.stamp[0] == stamp[0] else None
    index = again.index if again else open_index(stamp[0], language_codes())
    pages = again.pages if again else open_pages(stamp[0], language_codes())
    pages.reload()
    index.reload()
    searcher = index.searcher()
    hits = searcher.search(Query.term_query(index.schema, "of", POSITION), limit=1, count=False).hits
    if not hits:
        raise ValueError("it does not say how far it followed the logs")
    return Opened(stamp, index, pages, Position.from_facts(body_of(searcher.doc(hits[0][1]))))


def catch_up(most: int | None = None) -> int:
    """Follows the logs from where the index stopped; counts the records that were read anew.

    With `most`, as a search asks it, no more records than that: what changes more at once, an import, is left to the
    tick, as is the making of a large index that is not there yet.
    """
    found = opened()
    standing = found.position.compared() if found else None
    if standing and not standing.is_behind:
        return 0
    if found is None or (standing and not standing.of_this_database):
        return _make_anew(most)
    with places.sole(places.WRITING, PATIENCE if most is not None else None) as alone:
        return _follow(most) if alone else 0


def brought_up(most: int) -> tuple[Opened | None, bool]:
    """For a search: the index after `catch_up`, and whether it then holds everything."""
    found = opened()
    if found and not found.position.compared().is_behind:
        return found, not found.position.again
    catch_up(most)
    found = opened()
    return found, found is not None and not found.position.again and not found.position.compared().is_behind


def _make_anew(most: int | None) -> int:
    if most is not None and sum(records_of(one)[: most + 1].count() for one in searchables()) > most:
        return 0
    return reindex()


def _follow(most: int | None) -> int:
    """Another process may have followed before this one wrote: what is open is looked at again."""
    found = opened()
    if found is None:
        return 0
    index, position = found.index, found.position
    standing = position.compared()
    if not standing.is_behind or not standing.of_this_database:
        return 0
    records, after = _what_changed(index, position, standing, most)
    if after == position:
        return 0
    _write(found.stamp[0], records, after, merges=most is None)
    opened()
    return sum(map(len, records.values()))


def _what_changed(index: Index, position: Position, standing: Standing, most: int | None) -> tuple[Records, Position]:
    """The records to be read anew, and the position thereafter: of as many entries as are within `most`."""
    entries = position.entries() if standing.more else []
    while True:
        subjects: dict[str, set[str]] = defaultdict(set)
        for subject, number in (pair for entry in entries for pair in entry.subjects):
            subjects[subject].add(number)
        after = position
        if standing.again:
            for subject, ids in position.again.items():
                subjects[subject].update(ids)
            after = replace(after, again={}, again_at=0.0)
        records = _affected(index, subjects)
        if standing.again or any(entry.log in CMS for entry in entries):
            records = _joined(records, _public_otherwise(index, _pages_of_the_site()))
        after = after.after(entries)
        if standing.day_has_passed:
            records = _joined(records, _public_otherwise(index, searchables()))
            after = replace(after, day=today().isoformat())
        if most is None or sum(map(len, records.values())) <= most:
            return records, after
        if len(entries) < 2:
            return {}, position
        entries = entries[: len(entries) // 2]


def _affected(index: Index, subjects: Mapping[str, set[str]]) -> Records:
    """A subject without number stands for many records of its kind, and so for all that hang on it."""
    records: dict[Searchable, set[int]] = {}
    for searchable in searchables():
        found: set[int] = set()
        for subject, ids in subjects.items():
            some = searchable.affected(subject, ids)
            if some is None:
                found = set(records_of(searchable).values_list("pk", flat=True)) | indexed_numbers(index, searchable)
                break
            found.update(some)
        if found:
            records[searchable] = found
    return records


def _joined(some: Records, others: Records) -> Records:
    return {one: some.get(one, set()) | others.get(one, set()) for one in (*some, *others)}


def _public_otherwise(index: Index, some: Iterable[Searchable]) -> Records:
    """Those that are public now and were not, and the other way round.

    Whom a record is for may depend on the day; and what the CMS does to a page may befall all beneath it.
    """
    found = {one: public_ids(one) ^ indexed_numbers(index, one, public=True) for one in some}
    return {searchable: ids for searchable, ids in found.items() if ids}


def _pages_of_the_site() -> list[Searchable]:
    return [one for one in searchables() if issubclass(records_of(one).model, Page)]


def indexed_numbers(index: Index, searchable: Searchable, *, public: bool = False) -> set[int]:
    """The ids of the records of a kind that are in the index."""
    schema, searcher = index.schema, index.searcher()
    terms = {"of": RECORD, "kind": searchable.kind} | ({"seen": PUBLIC} if public else {})
    asked = Query.boolean_query([(Occur.Must, Query.term_query(schema, name, term)) for name, term in terms.items()])
    hits = searcher.search(asked, limit=max(searcher.num_docs, 1), count=False).hits
    numbers = searcher.fast_field_values("number", [address for _score, address in hits])
    return {int(one) for one in numbers if one is not None}


def _write(folder: Path, records: Records, position: Position, *, merges: bool) -> None:
    writing = Writing(folder, language_codes(), heap=SMALL_HEAP)
    for searchable, ids in records.items():
        put_again(writing, searchable, ids)
    writing.put_position(position)
    writing.commit(merges=merges)


def prepare_search() -> None:
    """Before the first search is asked, and after the demonstration was made."""
    catch_up()


def follow(now: datetime) -> int:
    """For the tick. What was erased leaves the files of the index too, by making it anew."""
    done, found = catch_up(), opened()
    if found and found.position.erased:
        return reindex()
    for index in (found.index, found.pages) if found else ():
        if index.searcher().num_segments > MOST_PARTS:
            _join_parts(index)
    return done


def _join_parts(index: Index) -> None:
    """Each search that followed something left a small part."""
    with places.sole(places.WRITING, 0) as alone:
        if alone:
            writer = index.writer(SMALL_HEAP, 1)
            writer.commit()
            writer.wait_merging_threads()


def check_search() -> Iterator[Finding]:
    """For `./enlace doctor`."""
    found = opened()
    if found is None:
        yield Finding("warn", _("There is no search index: run ./enlace reindex. Until then nothing is found."))
        return
    standing, records = found.position.compared(), sum(len(indexed_numbers(found.index, one)) for one in searchables())
    if not standing.of_this_database:
        yield Finding("warn", _("The search index is of another database: run ./enlace reindex."))
        return
    sentence = ngettext(
        "The search index holds %(records)d record (%(size)s).",
        "The search index holds %(records)d records (%(size)s).",
        records,
    )
    yield Finding("ok", sentence % {"records": records, "size": filesizeformat(places.size())})
