"""Which texts of a section count now. No database.

A version counts when it was written, or proposed and accepted. What builds upon it follows it; so does what says the
same later, which is how a text joins several: it is written upon each of them. What nothing follows is a head. Two
heads of one language are two hands that wrote at once, and wait to be joined.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from enlace.commitments.models import SectionVersion
from enlace.meetings.minutes.lineage import last_in_common
from enlace.meetings.minutes.merging import Merge, merged_lines

type Heads = dict[str, list[SectionVersion]]
"""By language, the newest first."""


@dataclass(frozen=True)
class Conflict:
    """Two texts that were written at once; `merge` is both in one, as far as lines tell."""

    one: SectionVersion
    other: SectionVersion
    merge: Merge


def counts(version: SectionVersion) -> bool:
    return not version.proposed or version.accepted_at is not None


def is_open(version: SectionVersion) -> bool:
    """Proposed, and neither accepted nor declined."""
    return version.proposed and version.accepted_at is None and version.declined_at is None


def counts_since(version: SectionVersion) -> tuple[datetime, int]:
    return version.accepted_at or version.at, version.pk


def heads_of(versions: Iterable[SectionVersion]) -> Heads:
    """Of one section. Each language in which something counts has at least one."""
    counting = sorted((one for one in versions if counts(one)), key=counts_since)
    followed = {one.base_id for one in counting}
    last = {(one.language, one.text): one.pk for one in counting}
    heads: Heads = defaultdict(list)
    for one in reversed(counting):
        if one.pk not in followed and last[one.language, one.text] == one.pk:
            heads[one.language].append(one)
    return dict(heads)


def conflict_of(heads: Sequence[SectionVersion], versions: Sequence[SectionVersion]) -> Conflict | None:
    """Of the two oldest heads of one language, so that those that wait longest are joined first."""
    if len(heads) < 2:
        return None
    one, other = heads[-1], heads[-2]
    common = last_in_common(_parents(versions, one.language), one.pk, other.pk)
    base = next((version.text for version in versions if version.pk == common), "")
    return Conflict(one, other, merged_lines(base, one.text, other.text))


def _parents(versions: Iterable[SectionVersion], language: str) -> dict[int, list[int | None]]:
    """What each builds upon: its base, and what said the same before."""
    said: dict[str, list[int]] = defaultdict(list)
    parents: dict[int, list[int | None]] = {}
    for one in sorted((one for one in versions if one.language == language), key=lambda one: one.pk):
        parents[one.pk] = [one.base_id, *(said[one.text] if counts(one) else ())]
        if counts(one):
            said[one.text].append(one.pk)
    return parents
