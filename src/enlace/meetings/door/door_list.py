"""Who is expected at the door, who has come, and how somebody is found there by what they say of themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from enlace.core.plain import plain
from enlace.meetings.models import Delegate, Delegation, Meeting
from enlace.meetings.models.delegations import TakesPart


@dataclass(frozen=True)
class Counts:
    """Expected are those taking part in person, or who have not said how."""

    present: int
    expected: int

    @property
    def missing(self) -> int:
        return self.expected - self.present


@dataclass(frozen=True)
class Group:
    """Some people of one delegation."""

    delegation: Delegation
    delegates: Sequence[Delegate]


def counts_of(delegates: Iterable[Delegate]) -> Counts:
    """`delegates` with their delegations at hand."""
    coming = [one for one in delegates if one.delegation.approved_at and one.withdrawn_at is None]
    present = [one for one in coming if one.checked_in_at]
    expected = [one for one in coming if one.checked_in_at or one.takes_part != TakesPart.REMOTE]
    return Counts(len(present), len(expected))


def at_the_door(meeting: Meeting) -> list[Delegate]:
    """All who have not withdrawn, by delegation, its head first. One query."""
    every = Delegate.objects.filter(delegation__meeting=meeting, withdrawn_at=None, person__erased_at=None)
    found = every.select_related("person", "delegation__state", "delegation__organisation")
    return sorted(found, key=_place)


def _place(delegate: Delegate) -> tuple[bool, str, int, bool, str, int]:
    delegation = delegate.delegation
    of_observer = delegation.organisation_id is not None
    name = plain(str(delegate.person))
    return of_observer, plain(delegation.body), delegation.pk, not delegate.is_head, name, delegate.pk


def matching(delegates: Iterable[Delegate], words: str) -> list[Delegate]:
    """In whose name, office or body all `words` stand, whatever their accents and case."""
    wanted = plain(words).split()
    return [one for one in delegates if not wanted or all(word in _said(one) for word in wanted)]


def _said(delegate: Delegate) -> str:
    return plain(" ".join([str(delegate.person), *delegate.office.values(), delegate.delegation.body]))


def grouped(delegates: Iterable[Delegate]) -> list[Group]:
    """In the order given, which is by delegation."""
    return [Group(one, list(people)) for one, people in groupby(delegates, key=lambda delegate: delegate.delegation)]
