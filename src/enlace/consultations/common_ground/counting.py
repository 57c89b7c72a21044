"""Who is counted: the voters who stand on the map and in groups."""

from collections.abc import Hashable, Iterable

import numpy as np

from .votes import Ints, Votes


def who_counts(votes: Votes, *, least: int = 7, floor: int = 15, already: Iterable[Hashable] = ()) -> Ints:
    """The places of the voters who are counted, ascending.

    Counted is who cast at least `least` votes, or a vote on every statement where there are fewer statements than that,
    and who is among `already`: once in, a voter stays in. Where that makes fewer than `floor`, the most active others
    are added up to `floor`; of two as active, the one with the smaller place. Who cast no vote is never counted. After
    Polis, `docs/common-ground.md`.
    """
    cast = votes.votes_of_voters
    stays = set(already)
    counted = cast >= min(least, len(votes.statements))
    counted |= np.fromiter((voter in stays for voter in votes.voters), dtype=bool, count=len(votes.voters))
    counted &= cast > 0
    missing = floor - int(counted.sum())
    if missing > 0:
        others = np.flatnonzero(~counted & (cast > 0))
        counted[others[np.argsort(-cast[others], kind="stable")][:missing]] = True
    return np.flatnonzero(counted)
