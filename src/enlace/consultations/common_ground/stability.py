"""Whether a group would still be there had not everybody answered."""

import numpy as np
from numpy.random import default_rng

from .ballots import Ballots, arrange
from .k_means import best_groups
from .null_model import maps
from .votes import Bools, Floats, Ints, Votes

PART = 0.8
RUNS, FEWER_RUNS, MANY_VOTES = 50, 20, 2_000
STARTS, STEPS = 2, 20
MOST_COMPARED = 500


def group_stability(votes: Votes, labels: Ints, *, seed: int = 0) -> Floats:
    """For each group, how much of it is found again (0 to 1) when only four fifths of the voters are taken.

    `labels`: the group of each voter of `votes`, -1 for those in none. In each of some dozens of samples map and groups
    are drawn anew; counted is the best overlap (Jaccard: shared voters over voters in either) of the group's part of
    the sample with a group drawn there; the mean is given (Hennig 2007, who calls 0.75 and more stable). Of more than
    five hundred voters a sample is taken first.
    """
    random, count = default_rng(seed), int(labels.max(initial=-1)) + 1
    if count < 2:
        return np.ones(count)
    ballots = arrange(votes)
    own = labels[ballots.voters]
    if len(own) > MOST_COMPARED:
        chosen = np.sort(random.permutation(len(own))[:MOST_COMPARED])
        ballots, own = ballots.only(chosen), own[chosen]
    runs = RUNS if len(ballots.value) <= MANY_VOTES else FEWER_RUNS
    kept = random.random((runs, len(own))).argsort(axis=1) < round(PART * len(own))
    points = maps(ballots, _centred(ballots, kept))
    weights = (kept & (own >= 0)).astype(float)
    drawn, _centres = best_groups(points, count, random, starts=STARTS, weights=weights, steps=STEPS)
    mine = (own[:, None] == np.arange(count)) * weights[..., None]
    theirs = (drawn[..., None] == np.arange(count)) * weights[..., None]
    shared = np.swapaxes(mine, 1, 2) @ theirs
    either = mine.sum(axis=1)[:, :, None] + theirs.sum(axis=1)[:, None, :] - shared
    overlap: Floats = (shared / np.maximum(either, 1)).max(axis=2).mean(axis=0)
    return overlap


def _centred(ballots: Ballots, kept: Bools) -> Floats:
    """Votes less the mean of those kept in each sample, 0 for voters who are not: samples × votes."""
    counts = kept[:, ballots.voter]
    place = ballots.statement + np.arange(len(kept))[:, None] * ballots.shape[1]
    size = len(kept) * ballots.shape[1]
    sums = np.bincount(place.ravel(), (counts * ballots.value).ravel(), size)
    means = sums / np.maximum(np.bincount(place.ravel(), counts.ravel(), size), 1)
    return np.where(counts, ballots.value - means[place], 0.0)
