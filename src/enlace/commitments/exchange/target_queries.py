"""Targets with the commitments that serve them, as a reader sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Commitment, Framework, Target


@dataclass(frozen=True)
class Served:
    """A target, and how many commitments serve it of those that the reader sees."""

    target: Target
    count: int


@dataclass(frozen=True)
class Group:
    """The targets of one framework; recommendations of the UPR by state."""

    label: str
    served: tuple[Served, ...]


def targets_by_framework(reader: Anyone) -> list[Group]:
    seen = Commitment.objects.visible_to(reader).values("pk")
    every: Any = Target.objects.select_related("state").annotate(
        served=Count("commitments", filter=Q(commitments__in=seen), distinct=True)
    )
    ordered = sorted(every, key=_order)
    return [
        Group(label, tuple(Served(one, one.served) for one in some))
        for (_place, label), some in groupby(ordered, key=lambda one: _order(one)[0])
    ]


def commitments_of(target: Target, reader: Anyone) -> Any:
    """Those that serve it, with what else each serves."""
    seen = Commitment.objects.visible_to(reader).filter(targets=target)
    return seen.with_standing().prefetch_related("targets__state", "parties__state", "parties__organisation")


def linkable_targets(states: Iterable[int]) -> list[Target]:
    """All of the SDGs and other frameworks, and the recommendations to these states."""
    found = Target.objects.filter(Q(state=None) | Q(state__in=list(states))).select_related("state")
    return sorted(found, key=_order)


def _order(target: Target) -> Any:
    """By framework and state, then by the numbers in the code: 16.2 before 16.10, and letters after numbers."""
    label = str(Framework(target.framework).label)
    if target.state:
        label = f"{label}: {target.state.name}"
    place = list(Framework).index(Framework(target.framework))
    parts = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in target.code.split("."))
    return ((place, label), parts)
