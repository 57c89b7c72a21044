"""What each group stands for: statements on which it differs from the others (Polis's representativeness)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .consensus import best_first
from .findings import Representative, Side
from .robustness import share_kept
from .significance import LEAST_SEEN, SIGNIFICANT, share, z_of_half, z_of_two
from .tallies import Tallies
from .votes import Bools, Floats

SHOWN = 5


@dataclass(frozen=True, eq=False)
class Contrast:
    """How much more each group agrees than all others together: arrays groups × statements.

    `p` = (A + 1) / (S + 2) and `z`, its test against one half, are of the group; `ratio` is `p` over that of the
    others; `z_ratio` the two-proportion test. `significant`: both tests are, and at least five saw the statement on
    either side.
    """

    p: Floats
    z: Floats
    ratio: Floats
    z_ratio: Floats
    significant: Bools

    @property
    def rank(self) -> Floats:
        return self.ratio * self.z_ratio * self.p * self.z


def contrast(groups: Tallies) -> Contrast:
    """Of agrees; of disagrees with `groups.mirrored`."""
    others = groups.others
    p, z = share(groups.agree, groups.seen), z_of_half(groups.agree, groups.seen)
    z_ratio = z_of_two(groups.agree, others.agree, groups.seen, others.seen)
    enough = (groups.seen >= LEAST_SEEN) & (others.seen >= LEAST_SEEN)
    significant = (z > SIGNIFICANT) & (z_ratio > SIGNIFICANT) & enough
    return Contrast(p, z, p / share(others.agree, others.seen), z_ratio, significant)


def representative(statements: Sequence[Any], groups: Tallies, voters: int) -> tuple[tuple[Representative, ...], ...]:
    """For each group up to five statements that tell it from the others: the agrees, best first, then the disagrees.

    A statement represents a group when both tests of `Contrast` are significant for its agrees, or for its disagrees;
    never both, since no two exceed one half. The five are those of the highest ratio × z_ratio × p × z, but the best
    agree is always among them. Where none passes, the best agree alone, with `significant` False: the highest rank of
    those on which most of the group agree, and more than of the others; else the highest p × z. With one group nothing,
    since there are no others.
    """
    if groups.groups < 2:
        return ((),) * groups.groups
    contrasts: dict[Side, Contrast] = {"agree": contrast(groups), "disagree": contrast(groups.mirrored)}
    robustness = share_kept(groups, voters, _sides)

    def found(group: int, side: Side, place: int) -> Representative:
        of = contrasts[side]
        return Representative(
            statement=statements[place],
            side=side,
            tally=groups.at(group, place),
            others=groups.others.at(group, place),
            p=float(of.p[group, place]),
            z=float(of.z[group, place]),
            ratio=float(of.ratio[group, place]),
            z_ratio=float(of.z_ratio[group, place]),
            robustness=float(robustness[group, place]),
            significant=bool(of.significant[group, place]),
        )

    return tuple(
        tuple(found(group, side, place) for side, place in _chosen(contrasts, group)) for group in range(groups.groups)
    )


def _chosen(contrasts: dict[Side, Contrast], group: int) -> list[tuple[Side, int]]:
    ranked: list[tuple[float, Side, int]] = []
    for side, of in contrasts.items():
        places = np.flatnonzero(of.significant[group])
        places = places[best_first(of.rank[group, places])]
        ranked += [(float(of.rank[group, place]), side, place) for place in places.tolist()]
    if not ranked:
        return [("agree", place) for place in _best_agree(contrasts["agree"], group)]
    first = ranked[:1] if ranked[0][1] == "agree" else []
    rest = sorted(ranked[len(first) :], key=lambda one: -round(one[0], 12))
    shown = (first + rest)[:SHOWN]
    return [(side, place) for wanted in contrasts for _rank, side, place in shown if side == wanted]


def _best_agree(agree: Contrast, group: int) -> list[int]:
    """The place of the best agree where nothing is significant; none where most of the group agree on nothing."""
    most = agree.p[group] > 0.5
    more = most & (agree.ratio[group] > 1)
    worth = agree.rank[group] if more.any() else (agree.p * agree.z)[group]
    places = np.flatnonzero(more if more.any() else most)
    return places[best_first(worth[places])][:1].tolist()


def _sides(groups: Tallies) -> NDArray[np.int8]:
    """Groups × statements: 1 where the agrees are significant, -1 where the disagrees are, else 0."""
    return contrast(groups).significant.astype(np.int8) - contrast(groups.mirrored).significant
