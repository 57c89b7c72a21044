"""The life of a commitment as the acts of its parties say it. No Django, no database.

An act comes into force when every party has given its word for it; the first act is the making. What is in force, in
the order of the acts, says where a commitment stands. Withdrawing alone needs one word only: nobody is held to a joint
commitment against their will.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

type Body = tuple[Literal["state", "organisation"], int]
"""Kind and id of a state or of an observer."""


class Kind(StrEnum):
    MADE = "made"
    RENEWED = "renewed"
    AMENDED = "amended"
    CLOSED = "closed"


class Outcome(StrEnum):
    ACHIEVED = "achieved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """`draft`: nobody has given a word; `awaiting`: made by some, not by all; `stands`; `closed`."""

    DRAFT = "draft"
    AWAITING = "awaiting"
    STANDS = "stands"
    CLOSED = "closed"


@dataclass(frozen=True)
class Act:
    """`confirmed` are the parties that gave their word; one that was taken back counts for nothing."""

    kind: Kind
    confirmed: frozenset[Body]
    outcome: Outcome | None = None
    taken_back: bool = False


def is_in_force(act: Act, parties: frozenset[Body]) -> bool:
    """Every party has confirmed it; for a withdrawal, one."""
    if act.taken_back or not parties:
        return False
    if act.outcome is Outcome.WITHDRAWN:
        return bool(act.confirmed & parties)
    return parties <= act.confirmed


def missing_words(act: Act, parties: frozenset[Body]) -> frozenset[Body]:
    """The parties for whose word it waits."""
    return frozenset() if act.taken_back or is_in_force(act, parties) else parties - act.confirmed


def in_force(acts: Iterable[Act], parties: frozenset[Body]) -> list[Act]:
    return [act for act in acts if is_in_force(act, parties)]


def pending(acts: Sequence[Act], parties: frozenset[Body]) -> Act | None:
    """The one that waits for a word; there is at most one, since none may follow it before it is settled."""
    return next((act for act in reversed(acts) if missing_words(act, parties)), None)


def standing_of(acts: Sequence[Act], parties: frozenset[Body]) -> Standing:
    effective = in_force(acts, parties)
    if not effective:
        return Standing.AWAITING if pending(acts, parties) else Standing.DRAFT
    return Standing.CLOSED if effective[-1].kind is Kind.CLOSED else Standing.STANDS


def outcome_of(acts: Sequence[Act], parties: frozenset[Body]) -> Outcome | None:
    """How it was closed; None while it is not."""
    effective = in_force(acts, parties)
    return effective[-1].outcome if effective else None


def may_follow(acts: Sequence[Act], parties: frozenset[Body]) -> frozenset[Kind]:
    """What a party may do next. While an act waits, nothing but withdrawing a commitment that stands (`closed`).

    What was withdrawn or achieved may be renewed: a later meeting takes it up again. What another superseded may not.
    """
    standing = standing_of(acts, parties)
    if standing is Standing.DRAFT:
        return frozenset({Kind.MADE})
    if standing is Standing.AWAITING:
        return frozenset()
    if pending(acts, parties):
        return frozenset({Kind.CLOSED}) if standing is Standing.STANDS else frozenset()
    if standing is Standing.STANDS:
        return frozenset({Kind.RENEWED, Kind.AMENDED, Kind.CLOSED})
    return frozenset() if outcome_of(acts, parties) is Outcome.SUPERSEDED else frozenset({Kind.RENEWED})


def may_close_as(acts: Sequence[Act], parties: frozenset[Body]) -> frozenset[Outcome]:
    """As what a party may close it next: while another act waits, by withdrawing alone, which overtakes that act."""
    if Kind.CLOSED not in may_follow(acts, parties):
        return frozenset()
    return frozenset({Outcome.WITHDRAWN}) if pending(acts, parties) else frozenset(Outcome)
