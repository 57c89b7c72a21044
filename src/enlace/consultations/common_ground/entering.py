"""Who came to count, and in what order: known only where the order of the votes is."""

import numpy as np

from .votes import Ints


def order_of_entry(voter: Ints, statement: Ints, *, least: int = 7, floor: int = 15) -> Ints:
    """The voters who have ever counted, in the order in which they had cast enough votes.

    `voter` and `statement` are the places of all votes in the order in which they were cast, replaced votes included.
    Enough is `least` different statements, or all of them where they are fewer. The first `floor` voters count from
    their first vote, since then too few are in, and stay in; those who never cast enough stand at the end.
    """
    if not len(voter):
        return np.zeros(0, dtype=np.int64)
    first = np.sort(np.unique(voter * (int(statement.max()) + 1) + statement, return_index=True)[1])
    enough = min(least, len(np.unique(statement)))
    of_voter = first[np.argsort(voter[first], kind="stable")]
    runs = np.flatnonzero(np.r_[True, np.diff(voter[of_voter]) != 0, True])
    long = np.diff(runs) >= enough
    reached = np.sort(of_voter[runs[:-1][long] + enough - 1])
    arrived = np.sort(np.unique(voter, return_index=True)[1])[:floor]
    return np.r_[voter[reached], np.setdiff1d(voter[arrived], voter[reached], assume_unique=True)]
