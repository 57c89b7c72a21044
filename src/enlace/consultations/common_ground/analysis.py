"""From votes to common ground: who is counted, groups of opinion, and what they agree on, stand for and part on."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .consensus import agreements, consensus
from .counting import who_counts
from .divisions import divisions
from .drawing import draw_groups
from .findings import CommonGround, Group
from .grouping import Trial, choose_groups
from .ids import order_of
from .opinion_map import OpinionMap, opinion_map
from .representative import representative
from .stability import group_stability
from .tallies import Tallies
from .votes import Floats, Ints, Votes

LEAST_GROUP = 3
"""No smaller group is drawn: its votes would be those of persons."""


@dataclass(frozen=True, eq=False)
class _Grouped:
    """`labels`: for each voter the place of the group in `ids`, or -1. `stability`: one value per group."""

    ids: tuple[Hashable, ...]
    labels: Ints
    stability: tuple[float | None, ...]
    trials: tuple[Trial, ...] = ()


def analyse(
    votes: Votes,
    *,
    left_out: Iterable[Hashable] = (),
    groups: Mapping[Hashable, Hashable] | None = None,
    group_count: int | None = None,
    null_test: bool = True,
    seed: int = 0,
    counted: Collection[Hashable] | None = None,
) -> CommonGround:
    """All findings of a consultation. The same votes and `seed` give the same findings every time.

    `left_out`: statements that count for nothing. `counted`: voters who were counted before and stay in, beside those
    of `who_counts`; a sequence is in the order in which they came to count, on which Polis's groups depend. `groups`,
    voter -> group id, are taken as they are, also small ones, and then their members are those counted; who is not in
    `votes` is passed over. Otherwise groups are drawn: as many as beat the null model (`null_test` False: as have the
    highest silhouette), or `group_count`, or as many fewer as leave nobody in a group of less than three. Where there
    are no distinct groups, all who voted are one group, 0.

    Overall counts are of all voters, counts of a group of all votes of its members. `docs/common-ground.md` explains
    what is computed. Nothing to count is no error. Raises ValueError for a `group_count` below 1.
    """
    if group_count is not None and group_count < 1:
        raise ValueError(f"There is at least one group, not {group_count}.")
    asked = votes
    votes = votes.without_statements(left_out)
    drawn_map = opinion_map(votes, set_aside=_set_aside(asked, votes))
    if groups is None:
        places = who_counts(votes, already=counted or ())
        entered = _ranks(votes.voters, places, counted) if isinstance(counted, Sequence) else None
        grouped = _drawn(votes, drawn_map, places, entered, group_count, null_test, seed)
    else:
        places = np.flatnonzero([voter in groups for voter in votes.voters])
        grouped = _given(votes, groups)
    return _findings(votes, places, drawn_map, grouped)


def _set_aside(asked: Votes, votes: Votes) -> int:
    """On how many of the statements left out votes were cast."""
    return len(np.unique(asked.statement)) - len(np.unique(votes.statement))


def _ranks(voters: Sequence[Hashable], places: Ints, counted: Sequence[Hashable]) -> Ints:
    """The rank of the voters at `places` among those `counted` before; who is new comes after them."""
    rank = {voter: rank for rank, voter in enumerate(counted)}
    return np.array([rank.get(voters[place], len(rank) + place) for place in places.tolist()], dtype=np.int64)


def _given(votes: Votes, groups: Mapping[Hashable, Hashable]) -> _Grouped:
    voters = votes.voters
    ids = tuple(sorted({groups[voter] for voter in voters if voter in groups}, key=order_of))
    place = {one: place for place, one in enumerate(ids)}
    labels = np.array([place[groups[voter]] if voter in groups else -1 for voter in voters], dtype=np.int64)
    return _Grouped(ids, labels, (None,) * len(ids)) if ids else _everybody(votes)


def _everybody(votes: Votes, trials: tuple[Trial, ...] = ()) -> _Grouped:
    """All who cast a vote as the group 0."""
    return _Grouped((0,), np.where(votes.votes_of_voters > 0, 0, -1), (None,), trials)


def _drawn(
    votes: Votes,
    drawn_map: OpinionMap,
    places: Ints,
    entered: Ints | None,
    group_count: int | None,
    null_test: bool,
    seed: int,
) -> _Grouped:
    trials: tuple[Trial, ...] = ()
    if group_count is None:
        grouping = choose_groups(
            votes, drawn_map, counted=places, entered=entered, null_test=null_test, smallest=LEAST_GROUP, seed=seed
        )
        chosen, trials = grouping.labels if grouping.distinct else None, grouping.trials
    else:
        chosen = _forced(drawn_map.positions[places], entered, group_count, seed)
    if chosen is None:
        return _everybody(votes, trials)
    labels = np.full(len(votes.voters), -1)
    labels[places] = chosen
    stability = group_stability(votes, labels, seed=seed)
    return _Grouped(tuple(range(int(chosen.max()) + 1)), labels, tuple(map(float, stability)), trials)


def _forced(positions: Floats, entered: Ints | None, group_count: int, seed: int) -> Ints | None:
    """The most groups, up to `group_count`, each of three or more; None for one. The order of voters plays no part."""
    order = np.lexsort(positions.T)
    ranks = None if entered is None else entered[order]
    for count in range(min(group_count, len(positions) // LEAST_GROUP), 1, -1):
        labels = draw_groups(positions[order], count, entered=ranks, seed=seed)
        if np.bincount(labels, minlength=count).min() >= LEAST_GROUP:
            return labels[np.argsort(order)]
    return None


def _findings(votes: Votes, places: Ints, drawn_map: OpinionMap, grouped: _Grouped) -> CommonGround:
    ids, labels, statements = grouped.ids, grouped.labels, votes.statements
    outside = np.where(labels < 0, len(ids), labels)
    tallies = Tallies.of(votes, outside, len(ids) + 1)
    within = tallies.only(slice(-1))
    voters = int(np.count_nonzero(votes.votes_of_voters))
    sizes = np.bincount(outside, minlength=len(ids)).tolist()
    represented = representative(statements, within, voters)
    agreement, disagreement = agreements(statements, tallies, voters)
    counted = tuple(votes.voters[place] for place in places.tolist())
    return CommonGround(
        voters=voters,
        counted=counted,
        groups=tuple(map(Group, ids, sizes, grouped.stability, represented)),
        memberships={
            voter: ids[label] for voter, label in zip(votes.voters, labels.tolist(), strict=True) if label >= 0
        },
        distinct=len(ids) > 1,
        consensus=consensus(statements, tallies, voters),
        agreement=agreement,
        disagreement=disagreement,
        divisions=divisions(statements, within, ids, voters),
        positions=_points(counted, drawn_map.positions[places]),
        loadings=_points(statements, drawn_map.loadings),
        trials=grouped.trials,
    )


def _points(ids: Sequence[Hashable], array: Floats) -> dict[Hashable, tuple[float, float]]:
    return {one: (x, y) for one, (x, y) in zip(ids, array.tolist(), strict=True)}
