"""The records that are harvested: what everybody sees, and that what everybody once saw has gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from enlace.core.clock import now
from enlace.core.languages import language_codes
from enlace.library.citing.dublin_core import Element, dublin_core
from enlace.library.citing.public_files import newest_files
from enlace.library.harvesting.questions import Refused, Selection
from enlace.library.models import Collection, Publication

PAGE = 100
NOBODY = AnonymousUser()
"""For whom everything is asked, whoever asks."""


@dataclass(frozen=True)
class Harvested:
    """A record of the protocol; `elements` is None where only the head is asked for, or it is deleted."""

    identifier: str
    changed_at: datetime
    collection: str
    deleted: bool
    elements: Sequence[Element] | None


@dataclass(frozen=True)
class Leaf:
    """One page of a list; `following` is None on the last one. `selection` is the one that it answers."""

    records: Sequence[Harvested]
    selection: Selection
    total: int
    following: Selection | None


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def identifier_of(pk: int) -> str:
    return f"oai:{host()}:publications/{pk}"


def number_in(identifier: str) -> int:
    """Raises Refused."""
    start, _slash, number = identifier.rpartition("/")
    if f"{start}/" != f"oai:{host()}:publications/" or not number.isascii() or not number.isdecimal():
        raise Refused("idDoesNotExist", "There is no record of this identifier here.")
    return min(int(number[:19]), 2**63 - 1)


def _harvested() -> Any:
    """What is or was public."""
    public = Publication.objects.visible_to(NOBODY).values("pk")
    return Publication.objects.filter(Q(first_public_at__isnull=False) | Q(pk__in=public))


def earliest() -> datetime:
    first: datetime | None = _harvested().order_by("changed_at").values_list("changed_at", flat=True).first()
    return first or now()


def one_record(identifier: str, *, whole: bool = True) -> Harvested:
    """Raises Refused."""
    rows = list(_with_parts(_harvested().filter(pk=number_in(identifier))))
    if not rows:
        raise Refused("idDoesNotExist", "There is no record of this identifier here.")
    return _records(rows, whole=whole)[0]


def page_of_records(selection: Selection, *, whole: bool) -> Leaf:
    """At the most PAGE records, the one that changed longest ago first. Raises Refused where there is none.

    What changes while a harvester reads moves to the end, so that nothing is missed. A constant number of queries.
    """
    if selection.collection and not Collection.objects.exists():
        raise Refused("noSetHierarchy", "There are no sets.")
    found = _selected(selection)
    total = selection.total if selection.total is not None else found.count()
    if selection.after:
        moment, pk = selection.after
        found = found.filter(Q(changed_at__gt=moment) | Q(changed_at=moment, pk__gt=pk))
    rows = list(_with_parts(found.order_by("changed_at", "pk"))[: PAGE + 1])
    if not rows and not selection.after:
        raise Refused("noRecordsMatch", "Nothing public was added or changed there and then.")
    shown, cursor = rows[:PAGE], selection.cursor
    following = None
    if len(rows) > PAGE:
        last = shown[-1]
        end = (last.changed_at.astimezone(UTC), last.pk)
        following = replace(selection, after=end, cursor=cursor + len(shown), total=total)
    return Leaf(_records(shown, whole=whole), selection, max(total, cursor + len(rows)), following)


def _selected(selection: Selection) -> Any:
    found = _harvested()
    if "\x00" in selection.collection:
        return found.none()
    if selection.collection:
        found = found.filter(collection__slug=selection.collection)
    if selection.since:
        found = found.filter(changed_at__gte=selection.since)
    if selection.before:
        found = found.filter(changed_at__lt=selection.before)
    return found


def _with_parts(found: Any) -> Any:
    parts = ("contributors", "themes", "states", "language_versions")
    return found.annotate(shelf=F("collection__slug")).select_related("collection").prefetch_related(*parts)


def _records(rows: Sequence[Any], *, whole: bool) -> list[Harvested]:
    seen = Publication.objects.visible_to(NOBODY).filter(pk__in=[one.pk for one in rows])
    public = set(seen.values_list("pk", flat=True))
    files: Mapping[int, Any] = newest_files([one for one in rows if one.pk in public]) if whole else {}
    codes = language_codes()
    return [
        Harvested(
            identifier_of(one.pk),
            one.changed_at,
            one.shelf or "",
            one.pk not in public,
            dublin_core(one, files.get(one.pk, []), codes) if whole and one.pk in public else None,
        )
        for one in rows
    ]
