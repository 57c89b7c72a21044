"""A mechanism as an edition says it, with what changed since the edition before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text
from enlace.mechanisms.editions.comparison import Comparison, changes_of
from enlace.mechanisms.editions.freezing import Then, frozen_facts, then_of
from enlace.mechanisms.editions.queries import name_of, verified_on
from enlace.mechanisms.models import Entry
from enlace.mechanisms.register.shown import ShownSection, shown_sections


@dataclass(frozen=True)
class ShownEntry:
    entry: Entry
    name: Text
    then: Then
    verified_on: date | None
    sections: Sequence[ShownSection]
    compared: Comparison | None


def shown_entry(entry: Entry, reader: Anyone) -> ShownEntry:
    facts = frozen_facts(entry)
    return ShownEntry(
        entry=entry,
        name=name_of(entry),
        then=then_of(entry),
        verified_on=verified_on(entry),
        sections=shown_sections(facts, entry.verified, contact="contact" in facts),
        compared=changes_of(entry, reader),
    )
