"""What an app offers to the search: a kind of record, the words of each, and who sees it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

LONGEST_TITLE = 140


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
    not stand in `texts` too. What is in no language, names and numbers, stands in `texts` under "". `languages` are
    those in which it can be read; those of its titles, texts and pages where none are given.
    """

    id: int
    titles: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    themes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    collection: str = ""
    pages: tuple[IndexedPage, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Searchable:
    """A kind of record: `label` names many of them, `singular` one, in small letters.

    `seen(user)` gives the records that somebody sees. `read(ids)` gives the words of
    those that exist, hidden ones too: who sees them is asked apart. `affected(subject, ids)` gives the ids of records
    whose words may have changed when the log names these subjects (`subject` is a model as `meetings.session`, `ids`
    as the log writes them, "" where many are meant; `library.languageversion:publication` is what the entry names by
    that word); None means all of this kind. `addresses(wanted)` tells of each id, which
    comes with the language in which it is to be read, where that is, for all at once with one query or none: a page of
    the site has an address for each language. `page_address(id, language, number)` is where a page of a file is opened.
    """

    kind: str
    label: Any
    singular: Any
    seen: Callable[[Any], QuerySet[Any]]
    read: Callable[[Collection[int]], Iterable[Indexed]]
    affected: Callable[[str, Collection[str]], Collection[int] | None]
    addresses: Callable[[Mapping[int, str]], Mapping[int, str]]
    page_address: Callable[[int, str, int], str] | None = None


def addressed_by_number(view: str) -> Callable[[Mapping[int, str]], Mapping[int, str]]:
    """What `Searchable.addresses` asks, for records whose view takes their number alone: nothing is asked for it."""

    def addresses(wanted: Mapping[int, str]) -> Mapping[int, str]:
        before, after = around_number(view)
        return {number: f"{before}{number}{after}" for number in wanted}

    return addresses


def around_number(view: str, *others: Any) -> tuple[str, str]:
    """The address of a view before and after the number that it takes first; `others` are what it takes besides."""
    return _around_number(view, others, get_language(), get_script_prefix())


SAMPLE = 987_654_321_098


@lru_cache(maxsize=256)
def _around_number(view: str, others: tuple[Any, ...], _language: str | None, _prefix: str) -> tuple[str, str]:
    """Finding a view's address takes as long as finding what stands there; it differs by the number alone."""
    before, _sample, after = reverse(view, args=[SAMPLE, *others]).partition(str(SAMPLE))
    return before, after


def affected_through(
    model: type[Model], ways: Mapping[str, str | tuple[str, ...]]
) -> Callable[[str, Collection[str]], Collection[int] | None]:
    """What `Searchable.affected` asks, for records whose words hang on others.

    `ways` leads from a record to the other: `{"meetings.meeting": "meeting"}`; an empty way: what is named is the
    record itself. A record of the kind is affected by what the log says of it, also once it is removed.
    """
    own = model._meta.label_lower

    def affected(subject: str, ids: Collection[str]) -> Collection[int] | None:
        if subject != own and subject not in ways:
            return ()
        if "" in ids:
            return None
        numbers = {int(one) for one in ids if one.isdigit()}
        given = "" if subject == own else ways[subject]
        if not given:
            return numbers
        found = Q()
        for way in (given,) if isinstance(given, str) else given:
            found |= Q(**{f"{way}__in": numbers})
        return set(model._default_manager.filter(found).order_by().values_list("pk", flat=True))

    return affected


def joined(*texts: Mapping[str, str]) -> dict[str, str]:
    """Several texts in many languages as one."""
    languages = dict.fromkeys(language for some in texts for language in some)
    return {language: "\n".join(some[language] for some in texts if language in some) for language in languages}


def shortened(text: str) -> str:
    """What is long enough for a title, ending with a word."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
