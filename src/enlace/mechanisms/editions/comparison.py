"""An edition beside the one before it, mechanism by mechanism; of an open one what it would say if it closed now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text
from enlace.mechanisms.editions.closing import entries_of, included_in
from enlace.mechanisms.editions.freezing import Then, frozen_facts, then_of
from enlace.mechanisms.editions.queries import closed_before, entries_by_mechanism, name_of, verified_on
from enlace.mechanisms.editions.shown_changes import ShownChange, shown_changes
from enlace.mechanisms.models import Edition, Entry


@dataclass(frozen=True)
class MechanismChanges:
    """`is_new`: it was not in the edition before; `has_left`: it is not in this one, and `entry` is that before."""

    entry: Entry
    then: Then
    name: Text
    verified_on: date | None
    changes: Sequence[ShownChange]
    is_new: bool = False
    has_left: bool = False


@dataclass(frozen=True)
class Comparison:
    """`before` is None where there is no earlier edition to compare with."""

    edition: Edition
    before: Edition | None
    mechanisms: Sequence[MechanismChanges]

    @property
    def changed(self) -> list[MechanismChanges]:
        return [one for one in self.mechanisms if one.changes]

    @property
    def new(self) -> list[MechanismChanges]:
        return [one for one in self.mechanisms if one.is_new]

    @property
    def left(self) -> list[MechanismChanges]:
        return [one for one in self.mechanisms if one.has_left]

    @property
    def same(self) -> list[MechanismChanges]:
        """As before, though their states answered or nobody asked them."""
        return [one for one in self._unchanged if one.entry.answered or not one.then.asked]

    @property
    def silent(self) -> list[MechanismChanges]:
        """As before, because their states did not answer."""
        return [one for one in self._unchanged if one.then.asked and not one.entry.answered]

    @property
    def _unchanged(self) -> list[MechanismChanges]:
        return [one for one in self.mechanisms if not (one.changes or one.is_new or one.has_left)]


def comparison_of(edition: Edition, reader: Anyone) -> Comparison:
    """Of an open one for who may see what it has changed so far. A constant number of queries."""
    before = closed_before(edition)
    earlier = entries_by_mechanism(before, reader)
    return Comparison(edition, before, _compared(_entries(edition, reader), earlier, compares=before is not None))


def _entries(edition: Edition, reader: Anyone) -> list[Entry]:
    if edition.is_open:
        return entries_of(edition, included_in(edition))
    return list(entries_by_mechanism(edition, reader).values())


def _compared(entries: Iterable[Entry], earlier: Mapping[int, Entry], *, compares: bool) -> list[MechanismChanges]:
    now = {entry.mechanism_id: entry for entry in entries}
    found = [_changes(entry, earlier.get(pk), is_new=compares and pk not in earlier) for pk, entry in now.items()]
    found += [_changes(entry, None, has_left=True) for pk, entry in earlier.items() if pk not in now]
    return sorted(found, key=lambda one: (str(one.then.country_name).casefold(), one.entry.mechanism_id))


def _changes(entry: Entry, earlier: Entry | None, **marks: bool) -> MechanismChanges:
    changes = shown_changes(frozen_facts(earlier), frozen_facts(entry)) if earlier is not None else []
    return MechanismChanges(entry, then_of(entry), name_of(entry), verified_on(entry), changes, **marks)


def changes_of(entry: Entry, reader: Anyone) -> Comparison | None:
    """Of one entry of a closed edition, alone; None where there is no edition before."""
    before = closed_before(entry.edition)
    if before is None:
        return None
    earlier = Entry.objects.visible_to(reader).filter(edition=before, mechanism=entry.mechanism_id).first()
    return Comparison(entry.edition, before, [_changes(entry, earlier, is_new=earlier is None)])
