"""Which statement a voter is shown next: drawn at random, with weights."""

import numpy as np

from .significance import share
from .tallies import Tallies
from .votes import Floats, Ints


def extremity(tallies: Tallies, loadings: Floats) -> Floats:
    """How far from the middle of the map somebody would stand who had only agreed with this statement.

    √m · (1 - mean) · ‖loading‖, with m statements, the mean of the votes cast (agree 1, disagree -1, pass 0; 0 where
    nobody voted) and loadings, statements × components, on components of length one. Polis's `comment-extremity`. A
    statement on which all agree puts nobody apart.
    """
    agree, disagree, seen = tallies.agree[0], tallies.disagree[0], tallies.seen[0]
    mean = (agree - disagree) / np.maximum(seen, 1)
    return np.sqrt(len(loadings)) * (1 - mean) * np.linalg.norm(loadings, axis=1)


def next_statement_weights(tallies: Tallies, extremities: Floats | None = None) -> Floats:
    """A weight above zero per statement: [(1 - p)(E + 1) a (1 + 8 · 2^(-S/5))]², Polis's `comment-priorities`.

    a = (A + 1) / (S + 2), p the same of passes, of all voters together (`tallies` has one row); E = `extremities`, 0
    for all where there is no map yet. So a statement comes up more often while few saw it, when many agree, few pass,
    and when it tells opinions apart.
    """
    seen = tallies.seen[0]
    agrees, passes = share(tallies.agree[0], seen), share(tallies.passed[0], seen)
    outlying = np.zeros(len(seen)) if extremities is None else extremities
    new = 1 + 8 * 2.0 ** (-seen / 5)
    return ((1 - passes) * (outlying + 1) * agrees * new) ** 2


def draw_next(weights: Floats, unseen: Ints, rng: np.random.Generator) -> int | None:
    """The place of one of the statements at `unseen`, drawn with their weights; None where all were seen."""
    if not len(unseen):
        return None
    of_unseen = weights[unseen]
    total = of_unseen.sum()
    return int(rng.choice(unseen, p=of_unseen / total if total > 0 else None))
