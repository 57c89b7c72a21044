"""What the page of a mechanism shows of the editions."""

from dataclasses import dataclass

from django.utils.functional import Promise

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text
from enlace.mechanisms.editions.changes import changed, changes_between
from enlace.mechanisms.editions.freezing import frozen_facts
from enlace.mechanisms.models import Edition, Entry, Mechanism
from enlace.mechanisms.register.facts import FACTS


@dataclass(frozen=True)
class EntryLine:
    """A closed edition in which the mechanism stands.

    `answered`: whether its state answered then; what it did not answer is as it was known before. `is_new`: it was not
    in the edition before that one, so that there is nothing to compare. `changed` are the labels of the facts that
    differ from the edition before.
    """

    edition: Edition
    title: Text
    answered: bool
    is_new: bool
    changed: tuple[str | Promise, ...]
    address: str


def editions_of(mechanism: Mechanism, reader: Anyone) -> list[EntryLine]:
    """The newest first; those entries that the reader sees. Two queries."""
    editions = list(Edition.objects.closed().order_by("closed_at", "pk"))
    seen = Entry.objects.visible_to(reader).filter(mechanism=mechanism, edition__in=[one.pk for one in editions])
    entries = {entry.edition_id: entry for entry in seen}
    found = []
    for edition, earlier in zip(editions, [None, *editions], strict=False):
        if entry := entries.get(edition.pk):
            found.append(_line(edition, entry, entries.get(earlier.pk) if earlier else None))
    return found[::-1]


def _line(edition: Edition, entry: Entry, before: Entry | None) -> EntryLine:
    differing = changed(changes_between(frozen_facts(before), frozen_facts(entry), FACTS)) if before else []
    return EntryLine(
        edition=edition,
        title=edition.shown_title,
        answered=entry.answered,
        is_new=before is None,
        changed=tuple(FACTS[one.name].label for one in differing),
        address=entry.get_absolute_url(),
    )
