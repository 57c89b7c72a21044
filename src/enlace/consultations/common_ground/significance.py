"""The two tests behind every finding, and the floor under them."""

import numpy as np
from scipy.special import ndtri

from .votes import Bools, Floats, Ints

SIGNIFICANT = 1.2816
"""z above which a finding is significant: 90 %, one-sided, as Polis takes it."""

LEAST_SEEN = 5
"""No finding is significant on fewer votes, passes included: one agree alone would give z = 1.41."""


def share(successes: Ints | Floats, seen: Ints) -> Floats:
    """(A + 1) / (S + 2): the share of those who saw a statement, drawn towards one half where few did."""
    return (successes + 1) / (seen + 2)


def z_of_half(successes: Ints, seen: Ints) -> Floats:
    """2 √(S + 1) ((A + 1) / (S + 1) - 1/2): is the share larger than one half? Polis's `prop-test`."""
    return 2 * np.sqrt(seen + 1) * ((successes + 1) / (seen + 1) - 0.5)


def z_of_two(first: Ints, second: Ints, first_seen: Ints, second_seen: Ints) -> Floats:
    """Is the first share larger than the second? The pooled two-proportion z with 1 added to all four counts.

    0 where the pooled share is 1. Polis's `two-prop-test`.
    """
    return _pooled(first + 1, second + 1, first_seen + 1, second_seen + 1)


def z_of_difference(first: Floats, second: Floats, first_seen: Ints, second_seen: Ints) -> Floats:
    """The same between two values of `share`: an agree and a disagree are added to either side (Agresti, Caffo 2000).

    Turned round, votes give the same; `z_of_two`, which adds an agree alone, does not.
    """
    return _pooled(first + 1, second + 1, first_seen + 2, second_seen + 2)


def _pooled(first: Ints | Floats, second: Ints | Floats, first_seen: Ints, second_seen: Ints) -> Floats:
    pooled = (first + second) / (first_seen + second_seen)
    variance = pooled * (1 - pooled) * (1 / first_seen + 1 / second_seen)
    tested = variance > 0
    return np.where(tested, (first / first_seen - second / second_seen) / np.sqrt(np.where(tested, variance, 1)), 0.0)


def above_half(successes: Ints, seen: Ints) -> Bools:
    """Significantly more than one half of at least five votes."""
    return (z_of_half(successes, seen) > SIGNIFICANT) & (seen >= LEAST_SEEN)


def z_of_extremes(groups: Ints) -> Floats:
    """The z above which the difference between the highest and the lowest of `groups` shares is significant at 90 %.

    Each of g (g - 1) ordered pairs of groups might have been the one looked at, so each is tested at a level of
    0.1 / (g (g - 1)) (Bonferroni): 1.645 for two groups, 2.128 for three, 2.394 for four, 2.576 for five.
    """
    pairs = np.maximum(groups * (groups - 1), 2)
    return -ndtri(0.1 / pairs)
