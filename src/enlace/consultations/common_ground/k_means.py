"""Groups of nearby points (Lloyd's k-means), for many sets of points at once."""

import numpy as np
from numpy.random import Generator

from .votes import Floats, Ints

STEPS = 100


def settle(points: Floats, centres: Floats, weights: Floats | None = None, steps: int = STEPS) -> tuple[Ints, Floats]:
    """Labels (sets × points) and centres (sets × groups × 2) that k-means comes to from given first centres.

    `points` is sets × points × 2, `weights` sets × points or None for 1. A group left without a point keeps its centre.
    Of equal distances the first group's counts.
    """
    centres, labels = centres.copy(), nearest(points, centres)
    moving = np.arange(len(points))
    for _step in range(steps):
        part = points if len(moving) == len(points) else points[moving]
        own = None if weights is None else weights[moving]
        centres[moving] = _centres(part, labels[moving], centres[moving], own)
        moved = nearest(part, centres[moving])
        changed = (moved != labels[moving]).any(axis=1)
        labels[moving] = moved
        moving = moving[changed]
        if not len(moving):
            break
    return labels, centres


def _centres(points: Floats, labels: Ints, centres: Floats, weights: Floats | None) -> Floats:
    sets, groups = centres.shape[:2]
    place = (labels + np.arange(sets)[:, None] * groups).ravel()
    mass = None if weights is None else weights.ravel()
    size = np.bincount(place, mass, sets * groups).reshape(sets, groups)
    result = centres.copy()
    for axis in (0, 1):
        value = points[..., axis].ravel()
        total = np.bincount(place, value if mass is None else value * mass, sets * groups).reshape(sets, groups)
        result[..., axis] = np.where(size > 0, total / np.where(size > 0, size, 1.0), centres[..., axis])
    return result


def nearest(points: Floats, centres: Floats) -> Ints:
    """The group (sets × points) whose centre is nearest, the first of equals."""
    x, y = points[..., 0], points[..., 1]
    closest = np.zeros(points.shape[:2], dtype=np.int64)
    least = np.full(points.shape[:2], np.inf)
    for group in range(centres.shape[1]):
        distance = (x - centres[:, group, 0, None]) ** 2 + (y - centres[:, group, 1, None]) ** 2
        closest = np.where(distance < least, group, closest)
        least = np.minimum(least, distance)
    return closest


def spread(points: Floats, labels: Ints, centres: Floats, weights: Floats | None = None) -> Floats:
    """The sum of squared distances to the own centre in each set."""
    own = np.take_along_axis(centres, labels[..., None], axis=1)
    squares = ((points - own) ** 2).sum(axis=2)
    total: Floats = (squares if weights is None else squares * weights).sum(axis=1)
    return total


def spread_starts(points: Floats, count: int, random: Generator, weights: Floats | None = None) -> Floats:
    """First centres drawn far apart: k-means++ (Arthur and Vassilvitskii 2007). Sets × count × 2."""
    sets, size = points.shape[:2]
    weights = np.ones((sets, size)) if weights is None else weights
    centres = np.empty((sets, count, 2))
    mass, nearest = weights, np.full((sets, size), np.inf)
    for group in range(count):
        until = np.cumsum(mass, axis=1)
        drawn = random.random((sets, 1)) * until[:, -1:]
        chosen = np.minimum((until <= drawn).sum(axis=1), size - 1)
        centres[:, group] = points[np.arange(sets), chosen]
        nearest = np.minimum(nearest, ((points - centres[:, group, None]) ** 2).sum(axis=2))
        mass = nearest * weights
    return centres


def best_groups(
    points: Floats,
    count: int,
    random: Generator,
    *,
    starts: int,
    weights: Floats | None = None,
    steps: int = STEPS,
) -> tuple[Ints, Floats]:
    """Labels and centres (see `settle`) of the tightest of several starts in each set."""
    many = np.concatenate([spread_starts(points, count, random, weights) for _start in range(starts)])
    repeated = np.tile(points, (starts, 1, 1))
    heavy = None if weights is None else np.tile(weights, (starts, 1))
    labels, centres = settle(repeated, many, heavy, steps)
    found = spread(repeated, labels, centres, heavy).reshape(starts, -1)
    best = (found <= found.min(axis=0) * (1 + 1e-9)).argmax(axis=0) * len(points) + np.arange(len(points))
    return labels[best], centres[best]
