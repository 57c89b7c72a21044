"""Groups of opinion: how many there are, if any, and who is in which."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng

from .ballots import Ballots
from .drawing import counts_to_try, draw_groups
from .null_model import CHANCE, Chance, against_chance, chance_of_another
from .opinion_map import OpinionMap
from .silhouette import silhouettes
from .votes import Floats, Ints, Votes

MOST_COMPARED = 1_000
DEALS = ((1_000, 99), (6_000, 49), (float("inf"), 19))
"""How many deals are compared with, up to so many votes: chance varies less, and costs more, the more votes."""
FURTHER_DEALS, FURTHER_CHANCE = 19, 0.2


@dataclass(frozen=True)
class Trial:
    """What was measured for `count` groups; see `null_model.py`.

    `explained` is the share of the variance of the votes that lies between the groups, `null_mean` its mean where votes
    are dealt anew, `null_95` what has to be passed for chance to be below 0.05 over all counts tried, and `p` that
    chance. `silhouette` and `null_silhouette` (-1 to 1): how far the groups stand apart on the map, as voted and dealt.
    `smallest`: the size of the smallest group. `beats`: p is at most 0.05 and no group is too small. Without a null
    test all but `silhouette` and `smallest` are 0 and p is 1.
    """

    count: int
    silhouette: float
    null_silhouette: float
    explained: float
    null_mean: float
    null_95: float
    p: float
    smallest: int
    beats: bool


@dataclass(frozen=True)
class Grouping:
    """The group of each counted voter, 0 the largest; where nothing is `distinct`, all are in group 0."""

    labels: Ints
    trials: tuple[Trial, ...]
    distinct: bool


def choose_groups(
    votes: Votes,
    drawn: OpinionMap,
    *,
    counted: Ints | None = None,
    entered: Ints | None = None,
    null_test: bool = True,
    smallest: int = 3,
    seed: int = 0,
) -> Grouping:
    """Groups of the `counted` voters (places in `votes`, by default all) on the map of `votes`.

    With the null test: of the counts of groups that beat it, the one whose silhouette takes most of the way from that
    of chance to 1, if it explains more than chance would beyond one group less; where none does, all are in one group.
    Without: the count with the highest silhouette. No count that leaves a group of less than `smallest` is taken.
    `entered`: the rank of each of the counted in the order in which they came to count, where it is known. Without the
    null test groups then are Polis's (see `draw_groups`); with it, Polis's where they are as tight within a hundredth.
    """
    order = _arranged(drawn, np.arange(len(votes.voters)) if counted is None else counted)
    own = drawn.positions[drawn.ballots.voters[order.places]]
    labels = np.zeros(len(own), dtype=np.int64)
    counts = [count for count in counts_to_try(len(own)) if count <= len(np.unique(own, axis=0))]
    if len(own) < 2 * smallest or not counts:
        return Grouping(labels, (), False)
    ranks = None if entered is None else entered[order.of_counted]
    labellings = [draw_groups(own, count, entered=ranks, alone=not null_test, seed=seed) for count in counts]
    if null_test:
        trials, best = _tested(drawn.ballots, order.places, labellings, smallest, default_rng(seed))
    else:
        trials, best = _compared(own, labellings, smallest, default_rng(seed))
    if best is not None:
        labels[order.of_counted] = labellings[best]
    return Grouping(labels, trials, best is not None)


@dataclass(frozen=True)
class _Order:
    """The counted in the arrangement of the ballots: their ascending `places` there, which of the counted each is."""

    places: Ints
    of_counted: Ints


def _arranged(drawn: OpinionMap, counted: Ints) -> _Order:
    place = np.empty(len(drawn.positions), dtype=np.int64)
    place[drawn.ballots.voters] = np.arange(len(place))
    of_counted = np.argsort(place[counted])
    return _Order(place[counted][of_counted], of_counted)


def _compared(
    positions: Floats, labellings: Sequence[Ints], smallest: int, random: Generator
) -> tuple[tuple[Trial, ...], int | None]:
    part = _sample(len(positions), random)
    counts = range(2, len(labellings) + 2)
    found = silhouettes(positions[None, part], [labels[None, part] for labels in labellings], counts)[0]
    nothing = np.zeros(len(counts))
    trials = _trials(labellings, Chance(nothing, found, nothing, nothing, nothing, nothing + 1), smallest)
    possible = [at for at, trial in enumerate(trials) if trial.smallest >= smallest]
    return trials, max(possible, key=lambda at: trials[at].silhouette, default=None)


def _tested(
    ballots: Ballots, counted: Ints, labellings: Sequence[Ints], smallest: int, random: Generator
) -> tuple[tuple[Trial, ...], int | None]:
    if len(counted) > MOST_COMPARED:
        part = _sample(len(counted), random)
        ballots, counted = ballots.only(counted[part]), np.arange(len(part))
        labellings_of_part = [labels[part] for labels in labellings]
    else:
        labellings_of_part = list(labellings)
    runs = next(runs for votes, runs in DEALS if len(ballots.value) <= votes)
    counts = range(2, len(labellings) + 2)
    chance = against_chance(ballots, counted, counts, random, runs=runs, smallest=smallest)
    trials = _trials(labellings, chance, smallest)
    for at in sorted((at for at, trial in enumerate(trials) if trial.beats), key=lambda at: -_merit(trials[at])):
        if at == 0 or _divides_further(ballots, counted, labellings_of_part[at - 1], random, runs):
            return trials, at
    return trials, None


def _divides_further(ballots: Ballots, counted: Ints, groups: Ints, random: Generator, runs: int) -> bool:
    return chance_of_another(ballots, counted, groups, random, runs=min(runs, FURTHER_DEALS)) <= FURTHER_CHANCE


def _merit(trial: Trial) -> float:
    """The part of the way from the silhouette of chance to 1."""
    return (trial.silhouette - trial.null_silhouette) / (1 - trial.null_silhouette)


def _trials(labellings: Sequence[Ints], chance: Chance, smallest: int) -> tuple[Trial, ...]:
    sizes = [int(np.bincount(labels, minlength=count).min()) for count, labels in enumerate(labellings, 2)]
    return tuple(
        Trial(
            count=at + 2,
            silhouette=float(chance.silhouette[at]),
            null_silhouette=float(chance.null_silhouette[at]),
            explained=float(chance.explained[at]),
            null_mean=float(chance.null_explained[at]),
            null_95=float(chance.null_95[at]),
            p=float(chance.p[at]),
            smallest=size,
            beats=bool(chance.p[at] <= CHANCE) and size >= smallest,
        )
        for at, size in enumerate(sizes)
    )


def _sample(size: int, random: Generator) -> Ints:
    return np.sort(random.permutation(size)[:MOST_COMPARED])
