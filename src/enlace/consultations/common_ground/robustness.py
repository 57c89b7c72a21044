"""How robust a finding is: the share of runs, one voter left out in each, in which it still holds.

All findings are made of counts per group and statement. A voter left out takes one vote from the tally of one group, or
none. So instead of a run per voter there is one for each group and answer, which counts for as many voters as gave that
answer: exact, and its time does not depend on the number of voters. Groups and who is in them stay as they are.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tallies import Tallies
from .votes import Bools, Floats


def share_kept(tallies: Tallies, runs: int, finding: Callable[[Tallies], NDArray[Any]]) -> Floats:
    """For each element of `finding(tallies)` the share of runs, 0 to 1, in which it stays what it is.

    `finding` gives an array whose last axis are the statements, each element computed from the counts of its own
    statement alone. `runs` is the number of voters; those in none of `tallies` change nothing. Without voters: 1.
    """
    now = finding(tallies)
    if not runs:
        return np.ones(now.shape)
    lost = np.zeros(now.shape, dtype=np.int64)
    for group in range(tallies.groups):
        for counts, agree, disagree in ((tallies.agree, 1, 0), (tallies.disagree, 0, 1), (tallies.passed, 0, 0)):
            given = counts[group]
            if given.any():
                lost += given * (finding(_without_one(tallies, group, given > 0, agree, disagree)) != now)
    return (runs - lost) / runs


def _without_one(tallies: Tallies, group: int, given: Bools, agree: int, disagree: int) -> Tallies:
    arrays = tallies.agree.copy(), tallies.disagree.copy(), tallies.seen.copy()
    for array, taken in zip(arrays, (agree, disagree, 1), strict=True):
        array[group] -= given * taken
    return Tallies(*arrays)
