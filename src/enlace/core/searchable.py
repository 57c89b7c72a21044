"""What an app offers to the search: a kind of record, the words of each, and who sees it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class IndexedPage:
    """The text of one page of a file, the first being number 1."""

    language: str
    number: int
    text: str


@dataclass(frozen=True)
class Indexed:
    """What the index holds of one record: nothing that not everybody may read who sees the record at all.

    `titles` and `texts` by language code; `day` as precise as known (2015, 2015-05, 2015-05-04) or empty; `themes` are
    slugs, `states` ISO codes in capitals, `collection` a slug. `pages` are what a passage leads to; their words need
    not stand in `texts` too.
    """

    id: int
    titles: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    themes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    collection: str = ""
    pages: tuple[IndexedPage, ...] = ()


@dataclass(frozen=True)
class Searchable:
    """A kind of record.

    `seen(user)` gives the records that somebody sees; each has `get_absolute_url()`. `read(ids)` gives the words of
    those that exist, hidden ones too: who sees them is asked apart. `affected(subject, ids)` gives the ids of records
    whose words may have changed when the log names these subjects (`subject` is a model as `meetings.session`, `ids`
    as the log writes them); None means all of this kind. `page_address(record, language, number)` is where a page of
    a file is opened.
    """

    kind: str
    label: Any
    seen: Callable[[Any], QuerySet[Any]]
    read: Callable[[Collection[int]], Iterable[Indexed]]
    affected: Callable[[str, Collection[str]], Collection[int] | None]
    page_address: Callable[[Any, str, int], str] | None = None
