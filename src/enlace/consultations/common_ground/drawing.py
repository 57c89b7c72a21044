"""Groups on the map, of a number that is given."""

import numpy as np
from numpy.random import default_rng

from .k_means import best_groups, settle, spread
from .votes import Floats, Ints

MOST_GROUPS = 5
STARTS = 10
MOST_TRIED = 1_000
AS_TIGHT = 1.01


def draw_groups(
    positions: Floats, count: int, *, entered: Ints | None = None, alone: bool = True, seed: int = 0
) -> Ints:
    """The group of each position, 0 the largest, of `count` or as many as there are different positions.

    The tightest of several seeded k-means, tried on a sample of many positions. With `entered`, the rank of each voter
    in the order in which they came to count: the one k-means that Polis runs, from the first `count` different
    positions in that order; if not `alone`, only where it is as tight within a hundredth.
    """
    if not len(positions):
        return np.zeros(0, dtype=np.int64)
    points, options = positions[None], []
    if entered is None or not alone:
        random = default_rng(seed)
        part = np.sort(random.permutation(len(positions))[:MOST_TRIED])
        _labels, centres = best_groups(points[:, part], count, random, starts=STARTS)
        options.append(settle(points, centres))
    if entered is not None:
        options.append(settle(points, _first_different(positions[np.argsort(entered)], count)[None]))
    tight = [float(spread(points, *option)[0]) for option in options]
    labels = options[-1 if tight[-1] <= AS_TIGHT * tight[0] else 0][0][0]
    return by_size(labels, positions)


def _first_different(positions: Floats, count: int) -> Floats:
    _unique, first = np.unique(positions, axis=0, return_index=True)
    return positions[np.sort(first)[:count]]


def by_size(labels: Ints, positions: Floats) -> Ints:
    """The same groups named 0, 1, … by size, largest first, then by their centres."""
    groups = np.unique(labels)
    order = sorted(
        groups, key=lambda one: (-int((labels == one).sum()), *positions[labels == one].mean(axis=0).tolist())
    )
    names = np.zeros(int(groups.max(initial=0)) + 1, dtype=np.int64)
    names[order] = np.arange(len(order))
    named: Ints = names[labels]
    return named


def counts_to_try(voters: int) -> range:
    """2 to min(5, 2 + n // 12), as Polis tries."""
    return range(2, min(MOST_GROUPS, 2 + voters // 12) + 1)
