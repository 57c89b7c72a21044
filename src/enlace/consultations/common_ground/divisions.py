"""What divides: statements on which groups part, or, without groups, on which the voters are split."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .consensus import best_first, clearly_agree
from .findings import Division
from .robustness import share_kept
from .significance import LEAST_SEEN, share, z_of_difference, z_of_extremes
from .tallies import Tallies
from .votes import Bools, Floats, Ints

SHOWN = 5

LEAST_SIDE = 3
"""A split without groups needs as many on the smaller side as the smallest group that is shown."""


def divisions(statements: Sequence[Any], groups: Tallies, ids: Sequence[Hashable], voters: int) -> tuple[Division, ...]:
    """The five statements at most that divide most, the widest spread first; of two as wide, the first in `statements`.

    A pass counts as half an agree and half a disagree, so that the leaning of a group is (A + P/2 + 1) / (S + 2), the
    same from either side, and pa where nobody passes. Looked at are the two groups, of those in which at least five saw
    the statement, that lean highest and lowest. The statement divides them when more of the one agree than disagree,
    more of the other disagree than agree, and the difference of the two is significant for a pair that was chosen as
    the extreme one (`z_of_extremes`). A pass varies less than an answer, so the test errs on the side of caution. The
    groups were drawn from the same votes, however, so it tells the strong differences from the weak; it proves no
    group.

    With one group see `_split`.
    """
    if groups.groups < 2:
        return _split(statements, groups, ids, voters)
    extremes = _extremes(groups)
    places = np.flatnonzero(extremes.part(groups))
    spread, z = extremes.spread(groups), extremes.z(groups)
    robustness = share_kept(groups, voters, extremes.part)
    return tuple(
        Division(
            statement=statements[place],
            by_group=groups.of_statement(place),
            spread=float(spread[place]),
            z=float(z[place]),
            agrees=ids[int(extremes.highest[place])],
            disagrees=ids[int(extremes.lowest[place])],
            robustness=float(robustness[place]),
        )
        for place in places[best_first(spread[places])][:SHOWN].tolist()
    )


@dataclass(frozen=True, eq=False)
class _Extremes:
    """For each statement the places of the groups that lean highest and lowest, and the z that they must exceed."""

    highest: Ints
    lowest: Ints
    needed: Floats

    def of(self, array: Ints | Floats) -> tuple[Any, Any]:
        at = np.arange(array.shape[1])
        return array[self.highest, at], array[self.lowest, at]

    def spread(self, groups: Tallies) -> Floats:
        highest, lowest = self.of(share(_leaning(groups), groups.seen))
        return highest - lowest

    def z(self, groups: Tallies) -> Floats:
        return z_of_difference(*self.of(_leaning(groups)), *self.of(groups.seen))

    def part(self, groups: Tallies) -> Bools:
        """Does each statement divide these two groups?"""
        for_it, against = self.of(groups.agree - groups.disagree)
        seen = np.minimum(*self.of(groups.seen))
        return (for_it > 0) & (against < 0) & (seen >= LEAST_SEEN) & (self.z(groups) > self.needed)


def _extremes(groups: Tallies) -> _Extremes:
    enough = groups.seen >= LEAST_SEEN
    leaning = np.round(share(_leaning(groups), groups.seen), 12)
    highest = np.where(enough, leaning, -1).argmax(axis=0)
    lowest = np.where(enough, leaning, 2).argmin(axis=0)
    return _Extremes(highest, lowest, z_of_extremes(enough.sum(axis=0)))


def _leaning(groups: Tallies) -> Floats:
    return groups.agree + groups.passed / 2


def _split(statements: Sequence[Any], groups: Tallies, ids: Sequence[Hashable], voters: int) -> tuple[Division, ...]:
    """The statements on which the voters of the one group are split most evenly.

    Split are they when the smaller side has at least three voters and more than half of the larger, at least half of
    those who saw the statement took a side (else they are undecided, not divided), and neither side is clearly the
    larger (`clearly_agree`), so that nothing is both common ground and a division. At eighteen voters without a pass
    12 to 6 is agreement and 11 to 7 a division. `spread` is 2 × smaller side / S: 1 for two equal halves.
    """
    agree, disagree, seen = groups.agree[0], groups.disagree[0], groups.seen[0]
    places = np.flatnonzero(_is_split(groups))
    spread = 2 * np.minimum(agree, disagree) / np.maximum(seen, 1)
    robustness = share_kept(groups, voters, _is_split)
    return tuple(
        Division(
            statement=statements[place],
            by_group=groups.of_statement(place),
            spread=float(spread[place]),
            z=0.0,
            agrees=ids[0],
            disagrees=ids[0],
            robustness=float(robustness[place]),
        )
        for place in places[best_first(spread[places])][:SHOWN].tolist()
    )


def _is_split(groups: Tallies) -> Bools:
    agree, disagree, seen = groups.agree[0], groups.disagree[0], groups.seen[0]
    smaller, larger = np.minimum(agree, disagree), np.maximum(agree, disagree)
    even = (smaller >= LEAST_SIDE) & (2 * smaller > larger) & (2 * (agree + disagree) >= seen)
    return even & ~clearly_agree(groups) & ~clearly_agree(groups.mirrored)
