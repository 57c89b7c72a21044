"""The points of the map of opinion, in an order that tells nothing of who they are."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from enlace.consultations.common_ground.findings import CommonGround

DECIMALS = 4

type Placed = tuple[Hashable, float, float]
"""Group, x, y."""


@dataclass(frozen=True)
class Points:
    """`of_voters`: which of `points` is whose."""

    points: Sequence[Placed]
    of_voters: Mapping[Hashable, int]


def points_of(found: CommonGround) -> Points:
    """By group, then from left to right and from bottom to top."""
    rows = sorted(
        (str(found.memberships[voter]), round(x, DECIMALS), round(y, DECIMALS), str(voter), voter)
        for voter, (x, y) in found.positions.items()
        if voter in found.memberships
    )
    points = [(found.memberships[voter], x, y) for _group, x, y, _name, voter in rows]
    return Points(points, {voter: place for place, (*_point, voter) in enumerate(rows)})


def means_of(points: Sequence[Placed]) -> dict[Hashable, tuple[float, float]]:
    """The middle of the points of each group."""
    found: dict[Hashable, list[tuple[float, float]]] = defaultdict(list)
    for group, x, y in points:
        found[group].append((x, y))
    return {
        group: (sum(x for x, _y in places) / len(places), sum(y for _x, y in places) / len(places))
        for group, places in found.items()
    }
