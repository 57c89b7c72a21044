"""Editions as a reader gets them: all of them, the entries of one, and one entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.texts import Text, Texts
from enlace.mechanisms.editions.changes import changed, changes_between
from enlace.mechanisms.editions.freezing import Then, frozen_facts, then_of
from enlace.mechanisms.models import Edition, Entry, EntryQuerySet
from enlace.mechanisms.register.facts import FACTS


@dataclass(frozen=True)
class ShownEdition:
    """`entries` are those that the reader sees, `answered` those of them whose state answered."""

    edition: Edition
    entries: int
    answered: int

    @property
    def standing(self) -> str:
        if self.edition.closed_at:
            return "closed"
        return "open" if self.edition.opened_at else "preparation"

    @property
    def is_late(self) -> bool:
        """The day until which states answer has passed, and it is open still."""
        due_on = self.edition.due_on
        return self.standing == "open" and due_on is not None and today() > due_on


def shown_editions(reader: Anyone) -> list[ShownEdition]:
    """Those in preparation first, then the open one, then those that are closed, the newest first. Two queries."""
    counts = _counts(Entry.objects.visible_to(reader))
    found = [ShownEdition(one, *counts.get(one.pk, (0, 0))) for one in Edition.objects.visible_to(reader)]
    order = ("preparation", "open", "closed")
    return sorted(found, key=lambda one: (order.index(one.standing), -_moment(one.edition), -one.edition.pk))


def shown_edition(edition: Edition, reader: Anyone) -> ShownEdition:
    counts = _counts(Entry.objects.visible_to(reader).filter(edition=edition))
    return ShownEdition(edition, *counts.get(edition.pk, (0, 0)))


def _counts(entries: EntryQuerySet) -> dict[int, tuple[int, int]]:
    rows = entries.order_by().values("edition").annotate(all=Count("pk"), answered=Count("pk", Q(answered=True)))
    return {row["edition"]: (row["all"], row["answered"]) for row in rows}


def _moment(edition: Edition) -> float:
    return edition.closed_at.timestamp() if edition.closed_at else 0


def closed_before(edition: Edition) -> Edition | None:
    """The one that was closed last before this one; of an open one the last closed of all."""
    closed = Edition.objects.closed().exclude(pk=edition.pk)
    if edition.closed_at is not None:
        closed = closed.filter(Q(closed_at__lt=edition.closed_at) | Q(closed_at=edition.closed_at, pk__lt=edition.pk))
    return closed.order_by("-closed_at", "-pk").first()


@dataclass(frozen=True)
class EntryRow:
    """A mechanism in an edition, with the names that it had. `changed` are the labels of the facts that differ from
    the edition before; `is_new`: it was not in that one."""

    entry: Entry
    then: Then
    name: Text
    verified_on: date | None
    is_new: bool
    changed: Sequence[str]


def entry_rows(edition: Edition, before: Edition | None, reader: Anyone) -> list[EntryRow]:
    """By the names of the states as they were. Two queries."""
    earlier = entries_by_mechanism(before, reader)
    entries = Entry.objects.visible_to(reader).filter(edition=edition)
    rows = [_row(entry, earlier.get(entry.mechanism_id), compares=before is not None) for entry in entries]
    return sorted(rows, key=lambda row: (str(row.then.country_name).casefold(), row.entry.mechanism_id))


def entries_by_mechanism(edition: Edition | None, reader: Anyone) -> Mapping[int, Entry]:
    if edition is None:
        return {}
    return {entry.mechanism_id: entry for entry in Entry.objects.visible_to(reader).filter(edition=edition)}


def _row(entry: Entry, earlier: Entry | None, *, compares: bool) -> EntryRow:
    differing = (
        changed(changes_between(frozen_facts(earlier), frozen_facts(entry), FACTS)) if earlier is not None else []
    )
    return EntryRow(
        entry=entry,
        then=then_of(entry),
        name=name_of(entry),
        verified_on=verified_on(entry),
        is_new=compares and earlier is None,
        changed=[str(FACTS[one.name].label) for one in differing],
    )


def name_of(entry: Entry) -> Text:
    """The official name as it was."""
    return Texts(entry.facts.get("name", {}).get("name", {})).in_language()


def verified_on(entry: Entry) -> date | None:
    """The day on which anything of it was last verified."""
    last = max(entry.verified.values(), default="")
    return date.fromisoformat(last) if last else None
