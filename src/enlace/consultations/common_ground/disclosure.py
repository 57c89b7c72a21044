"""What an anonymous consultation tells of its votes: `disclosed` makes a result of rounded counts alone.

The counts of agrees, disagrees and passes in each group that is shown, and of those in no group, are each rounded to
the nearest multiple of three, but never to as many as could be all (`most_told`). Every number, order and list that is
told is computed from these, and from nothing finer; the only other facts are which groups there are and whether there
are 5 voters at all. Against the attacks that we know:

- *One vote in a total.* 0 means 0 or 1, 3 means 2, 3 or 4. No total tells that exactly one voter gave an answer.
- *All said the same.* Where it is known that 17 answered, 17 agrees rounded to 18 would tell how each voted; of 18
  agrees among 18, whoever alone disagreed would know how all others voted. So no more than the largest multiple of
  three below the number of voters is told: of 16, 17 or 18 voters at most 15, which then means 14 or more. A test goes
  through all counts up to 30 voters: neither an outsider who knows that all of n answered, nor one of them by taking
  the own vote away, learns that all (others) gave one answer.
- *A difference between the total and the groups.* Rounded apart they would pin counts: groups of 3 and 3 (2 to 4 each)
  beside a total of 9 (8 to 10) could only be 4 and 4. So the total is the sum of the rounded counts, and tells nothing
  that they do not. Voters in no group are one more such count, left out where they are fewer than three.
- *Before and after one vote.* There is no result while votes come in, and the rounding is fixed: the same votes give
  the same files however often they are fetched. A random rounding could be averaged away.
- *Ranking.* Lists are ranked and cut by rounded counts, ties by the number of the statement, so that the order of two
  statements with the same counts tells nothing. Groups are numbered anew by their rounded counts.
- *The map.* No voter stands on it. The centres of groups (`centres`) are computed from rounded counts, since exact ones
  would be a fingerprint of exact counts. Stability and what was measured for each number of groups are not told either.
- *Small groups.* One under 3 is not shown: its votes count with those of voters in no group. Under 5 voters nothing is.

What remains: a voter who agreed and reads 0 agrees knows that nobody else did; voters who tell each other their votes
know more of the others, and n - 1 of them nearly all; which groups there are follows from exact votes.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np

from .consensus import agreements, consensus
from .divisions import divisions
from .findings import CommonGround, Group, StatementFinding
from .ids import order_of
from .representative import representative
from .significance import share
from .tallies import Tallies, Tally
from .votes import Floats, Ints

BASE = 3
LEAST_VOTERS = 5
LEAST_GROUP = 3


def round_count(count: int) -> int:
    """The nearest multiple of three: 0, 0, 3, 3, 3, 6, 6, 6, 9, … for 0, 1, 2, …"""
    return (count + 1) // BASE * BASE


def most_told(voters: int) -> int:
    """The largest count that is told of so many voters: the largest multiple of three below, but at least three."""
    return max(BASE, (voters - 1) // BASE * BASE)


def too_few(tally: Tally) -> bool:
    """Whether so few saw a statement that nothing is to be said of it; for tallies that `disclosed` gives."""
    return tally.seen < BASE


def disclosed(found: CommonGround) -> CommonGround:
    """`found` of rounded counts: all that may be told of an anonymous consultation (see above).

    Counts and sizes are multiples of three. No size is smaller than the agrees and disagrees of its group together: it
    is raised by three where the rounding would have it, and passes are lowered. `voters` is the sum of sizes.
    `counted`, `memberships`, `positions`, `loadings` and `trials` are empty, each `stability` is None. Of fewer than 5
    voters nothing at all is told. Groups whose ids are 0, 1, 2, … are numbered anew; others keep their ids.
    """
    if found.voters < LEAST_VOTERS:
        return _told(0, (Group(0, 0, None, ()),), [], Tallies(*np.zeros((3, 2, 0), dtype=np.int64)), distinct=False)
    ordered = sorted(found.consensus, key=lambda one: order_of(one.statement))
    shown = [place for place, group in enumerate(found.groups) if group.size >= LEAST_GROUP]
    distinct = found.distinct and len(shown) > 1
    exact, sizes = _cells(found, ordered, shown) if distinct else _one_cell(found, ordered)
    tallies, rounded_sizes = _rounded(exact, sizes)
    groups = [found.groups[place] for place in shown] if distinct else [Group(0, found.voters, None, ())]
    order = _by_rounded_counts(tallies, rounded_sizes)
    numbered = [group.id for group in groups] == list(range(len(found.groups)))
    places = [*order, len(groups)]
    told = tuple(
        Group(rank if numbered else groups[place].id, int(rounded_sizes[place]), None, ())
        for rank, place in enumerate(order)
    )
    tallies = Tallies(tallies.agree[places], tallies.disagree[places], tallies.seen[places])
    return _told(int(rounded_sizes.sum()), told, [one.statement for one in ordered], tallies, distinct=distinct)


def centres(told: CommonGround) -> dict[Hashable, tuple[float, float]]:
    """The place of each group on the map, of what `disclosed` gave: the two directions in which groups differ most.

    Principal coordinates of the groups by their (A + 1) / (S + 2) on each statement, centred by size. The first group
    stands on the positive side. All at the origin where nothing differs.
    """
    tallies = _tallies(told.consensus, range(len(told.groups)))
    profile = share(tallies.agree, tallies.seen)
    sizes = np.array([group.size for group in told.groups], dtype=float)
    if not profile.size or not sizes.sum():
        return {group.id: (0.0, 0.0) for group in told.groups}
    weights = sizes / sizes.sum()
    left, lengths, _right = np.linalg.svd(profile - weights @ profile, full_matrices=False)
    points: Floats = np.zeros((len(sizes), 2))
    points[:, : min(2, len(lengths))] = (left * lengths)[:, :2]
    points = np.round(points, 9) + 0.0
    for axis in points.T:
        axis *= np.sign(axis[np.flatnonzero(axis)[0]]) if axis.any() else 1
    return {group.id: (x, y) for group, (x, y) in zip(told.groups, points.tolist(), strict=True)}


def _told(
    voters: int, groups: tuple[Group, ...], statements: Sequence[Hashable], tallies: Tallies, *, distinct: bool
) -> CommonGround:
    """All findings of `tallies`: a row for each group, and one for those in no group."""
    within = tallies.only(slice(-1))
    agreement, disagreement = agreements(statements, tallies, voters)
    representing = representative(statements, within, voters)
    return CommonGround(
        voters=voters,
        counted=(),
        groups=tuple(replace(one, representative=of) for one, of in zip(groups, representing, strict=True)),
        memberships={},
        distinct=distinct,
        consensus=tuple(sorted(consensus(statements, tallies, voters), key=lambda one: too_few(one.tally))),
        agreement=agreement,
        disagreement=disagreement,
        divisions=divisions(statements, within, [group.id for group in groups], voters),
        positions={},
        loadings={},
        trials=(),
    )


def _tallies(findings: Sequence[StatementFinding], groups: Sequence[int]) -> Tallies:
    """Of `groups`, by their places: a row each."""
    counts = [
        [[one.by_group[g].agree, one.by_group[g].disagree, one.by_group[g].seen] for one in findings] for g in groups
    ]
    array = np.array(counts, dtype=np.int64).reshape(len(groups), len(findings), 3)
    return Tallies(array[..., 0], array[..., 1], array[..., 2])


def _one_cell(found: CommonGround, findings: Sequence[StatementFinding]) -> tuple[Tallies, Ints]:
    """All voters as one group, and nobody outside."""
    counts = [[one.tally.agree, one.tally.disagree, one.tally.seen] for one in findings]
    array = np.zeros((2, len(findings), 3), dtype=np.int64)
    array[0] = np.array(counts, dtype=np.int64).reshape(-1, 3)
    return Tallies(array[..., 0], array[..., 1], array[..., 2]), np.array([found.voters, 0])


def _cells(found: CommonGround, findings: Sequence[StatementFinding], shown: Sequence[int]) -> tuple[Tallies, Ints]:
    """The groups that are shown and, last, all other voters, with how many they are; zeros where these are too few."""
    within, (everybody, _size) = _tallies(findings, shown), _one_cell(found, findings)
    sizes = [found.groups[place].size for place in shown]
    others = found.voters - sum(sizes)
    arrays = [
        np.vstack([of_groups, (of_all[:1] - of_groups.sum(axis=0)) * (others >= LEAST_GROUP)])
        for of_groups, of_all in (
            (within.agree, everybody.agree),
            (within.disagree, everybody.disagree),
            (within.seen, everybody.seen),
        )
    ]
    return Tallies(*arrays), np.array([*sizes, others if others >= LEAST_GROUP else 0])


def _rounded(exact: Tallies, sizes: Ints) -> tuple[Tallies, Ints]:
    most = np.array([[most_told(size)] for size in sizes.tolist()])
    agree, disagree, passed = (
        np.minimum((counts + 1) // BASE * BASE, most) for counts in (exact.agree, exact.disagree, exact.passed)
    )
    sided = agree + disagree
    sizes = np.maximum((sizes + 1) // BASE * BASE, sided.max(axis=1, initial=0))
    return Tallies(agree, disagree, sided + np.minimum(passed, sizes[:, None] - sided)), sizes


def _by_rounded_counts(tallies: Tallies, sizes: Ints) -> list[int]:
    """The places of the groups, the largest first; of two as large the one with more agrees on the first statements."""
    counts = np.hstack([tallies.agree, -tallies.disagree, tallies.seen])
    return sorted(range(len(sizes) - 1), key=lambda place: (-int(sizes[place]), (-counts[place]).tolist()))
