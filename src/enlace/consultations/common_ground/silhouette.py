"""How well groups of points stand apart (Rousseeuw 1987)."""

from collections.abc import Sequence

import numpy as np

from .votes import Floats, Ints

MOST_DISTANCES = 2_000_000


def silhouettes(points: Floats, labellings: Sequence[Ints], counts: Sequence[int]) -> Floats:
    """The mean silhouette (-1 to 1) of each labelling of each set of points: sets × labellings.

    `points` is sets × n × 2; each labelling is sets × n, with groups 0 to its count - 1. A point alone in its group
    counts 0, and so does a labelling of one group. All distances within a set are held, n × n: give a sample of many.
    """
    sets, size = points.shape[:2]
    result = np.zeros((sets, len(counts)))
    step = max(1, MOST_DISTANCES // max(size * size, 1))
    for first in range(0, sets, step):
        part = slice(first, first + step)
        distances = _distances(points[part])
        for place, (labels, count) in enumerate(zip(labellings, counts, strict=True)):
            result[part, place] = _silhouette(distances, labels[part], count)
    return result


def _silhouette(distances: Floats, labels: Ints, count: int) -> Floats:
    member = (labels[..., None] == np.arange(count)).astype(float)
    size = member.sum(axis=1)
    sums = distances @ member
    mine = labels[..., None]
    own_size = np.take_along_axis(size, labels, axis=1)
    within = np.take_along_axis(sums, mine, axis=2)[..., 0] / np.maximum(own_size - 1, 1)
    others = (size[:, None, :] > 0) & (member == 0)
    beside = np.where(others, sums / np.maximum(size, 1)[:, None, :], np.inf).min(axis=2)
    beside = np.where(np.isfinite(beside), beside, within)
    most = np.maximum(within, beside)
    each = np.where((own_size > 1) & (most > 0), (beside - within) / np.where(most > 0, most, 1.0), 0.0)
    mean: Floats = each.mean(axis=1)
    return mean


def _distances(points: Floats) -> Floats:
    x, y = (points[:, :, None, axis] - points[:, None, :, axis] for axis in (0, 1))
    distances: Floats = np.sqrt(x * x + y * y)
    return distances
