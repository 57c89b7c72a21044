"""Where all agree: group-informed consensus, and agreement of all voters together.

Tallies here have a row for each group and a last one for the voters who are in no group.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .findings import Agreement, Side, StatementFinding
from .robustness import share_kept
from .significance import above_half, share, z_of_half
from .tallies import Tallies
from .votes import Bools, Floats, Ints

SHOWN = 5


def group_informed(groups: Tallies) -> tuple[Floats, Floats]:
    """Per statement the product over groups of (A + 1) / (S + 2), and its geometric mean.

    The product is Polis's `group-aware-consensus`. Only the mean can be compared across numbers of groups. With one
    group both are (A + 1) / (S + 2).
    """
    shares = share(groups.agree, groups.seen)
    product = shares.prod(axis=0)
    return product, product if groups.groups == 1 else np.exp(np.log(shares).mean(axis=0))


def clearly_agree(all_voters: Tallies) -> Bools:
    """Per statement: significantly more than half agree, and at least three for every two who disagree.

    Three to two, because of many voters 52 % are significantly more than half, and nobody would call that common
    ground. Up to 36 voters it follows from the test.
    """
    agree, disagree, seen = all_voters.agree[0], all_voters.disagree[0], all_voters.seen[0]
    return above_half(agree, seen) & (2 * agree >= 3 * disagree)


def all_agree(tallies: Tallies) -> Bools:
    """Per statement: most in every group agree, and all voters together do clearly."""
    groups = tallies.only(slice(-1))
    return (2 * groups.agree > groups.seen).all(axis=0) & clearly_agree(tallies.total)


def consensus(statements: Sequence[Any], tallies: Tallies, voters: int) -> tuple[StatementFinding, ...]:
    """Every statement, the best geometric mean first; of two as good, the one that stands first in `statements`."""
    groups, total = tallies.only(slice(-1)), tallies.total
    product, mean = group_informed(groups)
    stands = _stands(tallies)
    robustness = share_kept(tallies, voters, _stands)
    shares = share(total.agree, total.seen)[0]
    return tuple(
        StatementFinding(
            statement=statements[place],
            tally=total.at(0, place),
            by_group=groups.of_statement(place),
            gic=float(product[place]),
            gic_mean=float(mean[place]),
            robustness=float(robustness[place]),
            pa=float(shares[place]),
            common=bool(stands[place] == 1),
            rejected=bool(stands[place] == -1),
        )
        for place in best_first(mean).tolist()
    )


def agreements(
    statements: Sequence[Any], tallies: Tallies, voters: int
) -> tuple[tuple[Agreement, ...], tuple[Agreement, ...]]:
    """What all voters together agree on significantly, and what they disagree with: five each at most.

    Ranked by p × z, Polis's `consensus`; of two as good, the one that stands first in `statements`.
    """
    total = tallies.total
    return _of_side(statements, total, "agree", voters), _of_side(statements, total.mirrored, "disagree", voters)


def _of_side(statements: Sequence[Any], total: Tallies, side: Side, voters: int) -> tuple[Agreement, ...]:
    def significant(some: Tallies) -> Bools:
        return above_half(some.agree, some.seen)[0]

    p, z = share(total.agree, total.seen)[0], z_of_half(total.agree, total.seen)[0]
    places = np.flatnonzero(significant(total))
    robustness = share_kept(total, voters, significant)
    told = total if side == "agree" else total.mirrored
    return tuple(
        Agreement(statements[at], side, told.at(0, at), float(p[at]), float(z[at]), float(robustness[at]))
        for at in places[best_first((p * z)[places])][:SHOWN].tolist()
    )


def _stands(tallies: Tallies) -> NDArray[np.int8]:
    """1 where all agree, -1 where all disagree, else 0."""
    return all_agree(tallies).astype(np.int8) - all_agree(tallies.mirrored)


def best_first(values: Floats) -> Ints:
    """Places by falling value; equal ones, up to what rounding in the last digits does, stay in their order."""
    return np.argsort(-np.round(values, 12), kind="stable")
