"""How far two partitions of the same voters agree."""

from collections.abc import Sequence

import numpy as np

from .votes import Floats


def adjusted_rand_index(one: Sequence[int], other: Sequence[int]) -> float:
    """1 for the same partition, about 0 for chance (Hubert and Arabie 1985, equation 5). Names of groups do not matter.

    `one` and `other` hold the group of each voter, in the same order. Two partitions that are both all in one, or both
    all apart, agree fully. Raises ValueError for partitions of different lengths.
    """
    if len(one) != len(other):
        raise ValueError("Two partitions to compare are of the same voters.")
    rows, columns = (np.unique(np.asarray(part), return_inverse=True)[1] for part in (one, other))
    table = np.zeros((rows.max(initial=-1) + 1, columns.max(initial=-1) + 1))
    np.add.at(table, (rows, columns), 1)
    together, by_row, by_column = _pairs(table), _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    expected = by_row * by_column / max(_pairs(np.array([len(one)])), 1.0)
    most = (by_row + by_column) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def _pairs(counts: Floats) -> float:
    return float((counts * (counts - 1) / 2).sum())
