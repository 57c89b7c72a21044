"""What a consultation found: the dataclasses that `analyse` gives and that pages, files and the command show."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .tallies import Tally

if TYPE_CHECKING:
    from .grouping import Trial

type Side = Literal["agree", "disagree"]


@dataclass(frozen=True)
class StatementFinding:
    """How a statement stands among everybody and in each group; see `consensus.py`.

    `tally` is of all voters, `by_group` of the members of each group in the order of `CommonGround.groups`. `gic` is
    the product over groups of (A + 1) / (S + 2), `gic_mean` its geometric mean, comparable across numbers of groups;
    `pa` the same ratio for all voters. `common`: most in every group agree, and all voters together do clearly
    (significantly, and three to two). `rejected` is its mirror. `robustness`: the share (0 to 1) of runs, one voter
    left out in each, in which `common` and `rejected` stay as they are.
    """

    statement: Hashable
    tally: Tally
    by_group: tuple[Tally, ...]
    gic: float
    gic_mean: float
    robustness: float
    pa: float
    common: bool
    rejected: bool


@dataclass(frozen=True)
class Agreement:
    """A statement on which all voters together agree (or disagree) significantly, whatever the groups.

    `p` is (A + 1) / (S + 2), `z` its test against one half, or the same of disagrees. `robustness`: the share of
    leave-one-voter-out runs in which it is still significant.
    """

    statement: Hashable
    side: Side
    tally: Tally
    p: float
    z: float
    robustness: float


@dataclass(frozen=True)
class Representative:
    """A statement that tells a group from the others; see `representative.py`.

    `tally` is of the group, `others` of the members of all other groups. `p` and `z` are (A + 1) / (S + 2) and its test
    against one half in the group; `ratio` is p of the group over p of the others, `z_ratio` the two-proportion test of
    it; for the side `disagree` all are of disagrees. `significant`: both tests are, on enough votes; a group without
    any such statement shows the one it agrees with most, with `significant` False. `robustness`: the share of
    leave-one-voter-out runs in which `significant` and the side stay as they are.
    """

    statement: Hashable
    side: Side
    tally: Tally
    others: Tally
    p: float
    z: float
    ratio: float
    z_ratio: float
    robustness: float
    significant: bool


@dataclass(frozen=True)
class Division:
    """A statement that divides; see `divisions.py`.

    With several groups: `agrees` and `disagrees` are the ids of the groups with the highest and the lowest
    (A + P/2 + 1) / (S + 2), a pass being half an agree; more of the one agree than disagree, more of the other
    disagree than agree. `spread` is the difference of the two (0 to 1), `z` its test (`z_of_difference`). With one
    group: both ids are its id, `spread` is 2 × smaller of A and D / S, 1 when all voters are split in two equal
    halves, and `z` is 0. `robustness`: the share of leave-one-voter-out runs in which it still divides these two.
    """

    statement: Hashable
    by_group: tuple[Tally, ...]
    spread: float
    z: float
    agrees: Hashable
    disagrees: Hashable
    robustness: float


@dataclass(frozen=True)
class Group:
    """A group of opinion: `size` in voters, `stability` 0 to 1 under resampling of voters, None where not measured."""

    id: Hashable
    size: int
    stability: float | None
    representative: tuple[Representative, ...]


@dataclass(frozen=True)
class CommonGround:
    """All that a consultation found.

    `voters`: how many cast at least one vote that counts. `counted`: ids of those on the map and in groups. `groups`:
    one group of all counted voters where `distinct` is False. `consensus`: every statement that counts, best
    `gic_mean` first. `agreement`, `disagreement`, `divisions`: five at most each. `positions` and `loadings`: counted
    voters and statements on the map. `trials`: what was measured for each number of groups tried.
    """

    voters: int
    counted: tuple[Hashable, ...]
    groups: tuple[Group, ...]
    memberships: dict[Hashable, Hashable]
    distinct: bool
    consensus: tuple[StatementFinding, ...]
    agreement: tuple[Agreement, ...]
    disagreement: tuple[Agreement, ...]
    divisions: tuple[Division, ...]
    positions: dict[Hashable, tuple[float, float]]
    loadings: dict[Hashable, tuple[float, float]]
    trials: "tuple[Trial, ...]"
