"""What chance alone would draw: the same votes dealt anew among those who saw each statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.random import Generator

from .ballots import Ballots
from .k_means import best_groups, nearest
from .opinion_map import SMALL, sparse_map, sparse_votes
from .silhouette import silhouettes
from .votes import Floats, Ints

CHANCE = 0.05
MOST_CELLS = 60_000
AT_ONCE = 400_000
STARTS, STEPS = 2, 15
MOST_FITTED = 300
NEAR_ENOUGH = 1e-3


@dataclass(frozen=True)
class Chance:
    """What was found as voted and where votes are dealt anew, each with one value for each count of groups tried.

    `explained` (0 to 1) is the share of the variance of the votes that lies between the groups, `silhouette` (-1 to 1)
    how far they stand apart on the map; `null_explained` and `null_silhouette` are their means over the deals,
    `null_95` what `explained` has to pass, and `p` how often the deals reach as high, whatever the count of groups.
    """

    explained: Floats
    silhouette: Floats
    null_explained: Floats
    null_silhouette: Floats
    null_95: Floats
    p: Floats


def against_chance(
    ballots: Ballots, counted: Ints, counts: Sequence[int], random: Generator, *, runs: int, smallest: int
) -> Chance:
    """Compare groups of the voters at `counted` with those drawn from `runs` deals (see `deal`).

    The whole way is gone again in each: map, k-means, and what was found. Of each deal the count of groups furthest
    above its mean, in deviations, is kept, so that a population of one opinion is split in one case of twenty,
    whatever the number of counts tried (Westfall and Young 1993). Groups of less than `smallest` do not take part.
    """
    as_voted = ballots.value - ballots.means[ballots.statement]
    measured = [
        _measure(ballots, counted, counts, centred, random)
        for centred in (as_voted[None], *deal(ballots, runs, random, np.zeros(ballots.shape[0], dtype=np.int64)))
    ]
    explained, silhouette, sizes = (np.concatenate(part) for part in zip(*measured, strict=True))
    mean, deviation = explained.mean(axis=0), np.maximum(explained.std(axis=0), 1e-9)
    excess = np.where(sizes >= smallest, (explained - mean) / deviation, -np.inf)
    furthest = np.sort(excess[1:].max(axis=1))
    p = (1 + (furthest[:, None] >= excess[0]).sum(axis=0)) / (runs + 1)
    reach = furthest[runs - int(CHANCE * (runs + 1))]
    null_95 = mean + deviation * (reach if np.isfinite(reach) else 0.0)
    null_explained, null_silhouette = explained[1:].mean(axis=0), silhouette[1:].mean(axis=0)
    return Chance(explained[0], silhouette[0], null_explained, null_silhouette, null_95, p)


def chance_of_another(ballots: Ballots, counted: Ints, groups: Ints, random: Generator, *, runs: int) -> float:
    """How often one group more explains as much as as voted where votes are dealt within `groups`, of the `counted`.

    What the groups have in common stays, so that only what still divides them can make another.
    """
    within = np.zeros(ballots.shape[0], dtype=np.int64)
    within[counted] = groups + 1
    counts = [int(groups.max()) + 2]
    as_voted = ballots.value - ballots.means[ballots.statement]
    explained = np.concatenate(
        [
            _measure(ballots, counted, counts, centred, random)[0]
            for centred in (as_voted[None], *deal(ballots, runs, random, within))
        ]
    )
    return float((1 + (explained[1:] >= explained[0] - 1e-9).sum()) / (runs + 1))


def _measure(
    ballots: Ballots, counted: Ints, counts: Sequence[int], centred: Floats, random: Generator
) -> tuple[Floats, Floats, Ints]:
    """Explained shares, silhouettes and sizes of the smallest group, sets × counts."""
    points = maps(ballots, centred)[:, counted]
    part = np.sort(random.permutation(len(counted))[:MOST_FITTED])
    fitted = points[:, part]
    drawn = [best_groups(fitted, count, random, starts=STARTS, steps=STEPS) for count in counts]
    members = [
        (nearest(points, centres)[..., None] == np.arange(centres.shape[1])).astype(float) for _labels, centres in drawn
    ]
    sizes = np.stack([member.sum(axis=1).min(axis=1) for member in members], axis=1)
    apart = silhouettes(fitted, [labels for labels, _centres in drawn], counts)
    return _explained(ballots, counted, centred, members), apart, sizes.astype(np.int64)


def _explained(ballots: Ballots, counted: Ints, centred: Floats, members: Sequence[Floats]) -> Floats:
    """The share of the variance of the counted voters' votes, one not cast being the mean, that is between groups."""
    everyone = np.concatenate([np.ones((*members[0].shape[:2], 1)), *members], axis=2)
    within = np.zeros((len(centred), ballots.shape[0], everyone.shape[2]))
    within[:, counted] = everyone
    turned = np.swapaxes(within, 1, 2)
    if not _is_small(ballots):
        sums = np.stack([own @ sparse_votes(ballots, one) for own, one in zip(turned, centred, strict=True)])
    else:
        sums = turned @ _filled(ballots, centred)
    size = np.maximum(everyone.sum(axis=1), 1)
    lengths = (sums**2).sum(axis=2) / size
    is_counted = np.zeros(ballots.shape[0], dtype=bool)
    is_counted[counted] = True
    total = ((centred * is_counted[ballots.voter]) ** 2).sum(axis=1) - lengths[:, 0]
    ends = np.cumsum([1, *(member.shape[2] for member in members)])
    between = np.stack([lengths[:, a:b].sum(axis=1) for a, b in pairwise(ends)], axis=1)
    return (between - lengths[:, :1]) / np.maximum(total, 1e-9)[:, None]


def deal(ballots: Ballots, runs: int, random: Generator, within: Ints) -> Iterator[Floats]:
    """Centred votes (sets × votes) of `runs` deals, in portions.

    The votes on each statement are dealt anew among those of each part of the voters, `within`, who saw it: who saw
    what stays, and so does how each part answered each statement; what one voter's votes have in common goes. But for
    two things: as far as voters differ in how readily they agree with anything, and in how readily they go with their
    majority, such votes fall more often to those with a higher readiness. It is normally distributed, so that readiness
    alone makes no groups.
    """
    stacks = ballots.statement * (int(within.max(initial=0)) + 1) + within[ballots.voter]
    order = np.lexsort((ballots.value, stacks))
    centred = (ballots.value - ballots.means[ballots.statement])[order]
    readiness, side = _readiness(ballots, stacks)
    voters, statements = ballots.shape
    at_once = max(1, AT_ONCE // max(voters * statements if _is_small(ballots) else len(centred), 1))
    for first in range(0, runs, at_once):
        sets = min(at_once, runs - first)
        keys = random.standard_normal((sets, len(centred)))
        for strength, way in zip(readiness, (np.ones(1), side), strict=True):
            if strength > 0:
                keys += strength * way * random.standard_normal((sets, voters))[:, ballots.voter]
        dealt = np.empty_like(keys)
        places = np.argsort(keys + 1000.0 * stacks, axis=1)
        np.put_along_axis(dealt, places, np.broadcast_to(centred, keys.shape), axis=1)
        yield dealt


def _readiness(ballots: Ballots, stacks: Ints) -> tuple[tuple[float, float], Floats]:
    """The spread of the voters' readiness to agree and to go with the majority, in units of the chance in one vote.

    From the mean correlation of two votes of one voter, each in standard units of its stack: a + b where both have
    their majority on the same side, a - b where not. A normal readiness behind votes of two kinds gives a correlation
    of 2/π · arcsin(ρ), with ρ its share of the variance (Sheppard 1899). Also given: the side of each vote's majority.
    """
    cast = np.maximum(np.bincount(stacks), 1)
    means = np.bincount(stacks, ballots.value) / cast
    centred = ballots.value - means[stacks]
    deviation = np.sqrt(np.bincount(stacks, centred**2) / cast)[stacks]
    varied = (deviation > 1e-9).astype(float)
    standard = centred * varied / np.where(varied > 0, deviation, 1.0)
    side = np.where(means < 0, -1.0, 1.0)[stacks]
    pairs, same = _products(ballots, varied, varied), _products(ballots, varied * side, varied)
    alike, sided = _products(ballots, standard, standard), _products(ballots, standard * side, standard)
    apart = pairs * pairs - same * same
    if apart <= 1e-9 * pairs * pairs:
        found = (alike / max(pairs, 1.0), 0.0)
    else:
        found = ((pairs * alike - same * sided) / apart, (pairs * sided - same * alike) / apart)
    agree, follow = (float(np.sin(np.pi / 2 * min(max(part, 0.0), 0.45))) for part in found)
    rest = max(1 - agree - follow, 0.1)
    return (float(np.sqrt(agree / rest)), float(np.sqrt(follow / rest))), side


def _products(ballots: Ballots, one: Floats, other: Floats) -> float:
    """The sum, over pairs of different votes of one voter, of the product of their values `one`.

    `other` is `one` but for signs, so that the squares of both are the same.
    """
    sums = np.bincount(ballots.voter, one, ballots.shape[0])
    return float((sums**2).sum() - (other**2).sum())


def maps(ballots: Ballots, centred: Floats) -> Floats:
    """Positions (sets × voters × 2) of several sets of centred votes (sets × votes) cast in the same places."""
    voters, statements = ballots.shape
    if not _is_small(ballots):
        return np.stack([sparse_map(ballots, one, NEAR_ENOUGH)[0] for one in centred])
    filled = _filled(ballots, centred)
    turned = np.swapaxes(filled, 1, 2)
    placed = np.zeros((len(centred), voters, 2))
    if voters <= statements:
        values, vectors = np.linalg.eigh(filled @ turned)
        positions = vectors[..., :-3:-1] * np.sqrt(np.maximum(values[:, None, :-3:-1], 0.0))
    else:
        _values, vectors = np.linalg.eigh(turned @ filled)
        positions = filled @ vectors[..., :-3:-1]
    placed[..., : positions.shape[2]] = positions * ballots.scale[:, None]
    return placed


def _is_small(ballots: Ballots) -> bool:
    """Few enough cells to fill, and few enough components to compute all."""
    voters, statements = ballots.shape
    return voters * statements <= MOST_CELLS and min(voters, statements) <= SMALL


def _filled(ballots: Ballots, centred: Floats) -> Floats:
    filled = np.zeros((len(centred), *ballots.shape))
    filled[:, ballots.voter, ballots.statement] = centred
    return filled
