"""The map of opinion: voters near each other voted alike, statements point to those who agree with them."""

from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng
from scipy.sparse import csr_array
from scipy.sparse.linalg import eigsh

from .ballots import Ballots, arrange
from .votes import Floats, Votes

SMALL = 64
"""Up to this size all components are computed, above it only the two needed."""


@dataclass(frozen=True)
class OpinionMap:
    """Places of voters and statements on two principal components.

    `positions` (voters × 2) and `loadings` (statements × 2, columns of length 1) are in the order of the votes given;
    `means` is the mean vote on each statement, `share` the part (0 to 1) of the variance along each component. A voter
    stands at the sum of (vote − mean) × loading over the votes they cast, times sqrt(statements / votes cast).
    `ballots`: the votes in the arrangement from which groups are drawn.
    """

    positions: Floats
    loadings: Floats
    means: Floats
    share: Floats
    ballots: Ballots


def opinion_map(votes: Votes, *, set_aside: int = 0) -> OpinionMap:
    """The map that Polis draws (`math/pca.clj`): principal components with what was not seen taken as the mean vote.

    `votes` are those of all voters, counted or not, on the statements that count. `set_aside`: how many statements were
    left out on which votes had been cast; Polis takes them as passed by everybody, so they count in the scale alone.
    The sign of a component makes the third moment of the positions positive. No voters × statements matrix is filled.
    """
    ballots = arrange(votes, set_aside)
    voters, statements = ballots.shape
    means = ballots.means
    positions, components, share = sparse_map(ballots, ballots.value - means[ballots.statement])
    turned = np.where((positions**3).sum(axis=0) < 0, -1.0, 1.0)
    placed, loadings, given_means = np.zeros((voters, 2)), np.zeros((statements, 2)), np.zeros(statements)
    placed[ballots.voters] = positions * turned
    loadings[ballots.statements] = components * turned * ballots.sign
    given_means[ballots.statements] = means * ballots.sign
    return OpinionMap(placed, loadings, given_means, share, ballots)


def sparse_map(ballots: Ballots, centred: Floats, tolerance: float = 0.0) -> tuple[Floats, Floats, Floats]:
    """Positions, components and shares of the variance of centred votes, in the arrangement of the ballots.

    `tolerance`: the relative error allowed in the variances along the components; 0 is that of the machine.
    """
    matrix = sparse_votes(ballots, centred)
    components, share = principal_components(matrix, tolerance)
    return (matrix @ components) * ballots.scale[:, None], components, share


def sparse_votes(ballots: Ballots, value: Floats) -> csr_array:
    """Voters × statements with `value` at each vote and nothing elsewhere, in the arrangement of the ballots."""
    matrix: csr_array = csr_array((value, (ballots.voter, ballots.statement)), shape=ballots.shape)
    return matrix


def principal_components(centred: csr_array, tolerance: float = 0.0) -> tuple[Floats, Floats]:
    """Two components (statements × 2) and their shares of the variance, from the smaller of the two products."""
    voters, statements = centred.shape
    total = float((centred.data**2).sum())
    components, share = np.zeros((statements, 2)), np.zeros(2)
    if total == 0.0:
        return components, share
    turned = voters < statements
    product = (centred @ centred.T if turned else centred.T @ centred).toarray()
    if len(product) <= SMALL:
        values, vectors = np.linalg.eigh(product)
    else:
        values, vectors = eigsh(product, k=2, v0=default_rng(0).standard_normal(len(product)), tol=tolerance)
    values, vectors = np.maximum(values[:-3:-1], 0.0), vectors[:, :-3:-1]
    real = values > 1e-12 * total
    if turned:
        vectors = centred.T @ (vectors / np.sqrt(np.where(real, values, 1.0)))
    components[:, : len(values)] = np.where(real, vectors, 0.0)
    share[: len(values)] = np.where(real, values / total, 0.0)
    return components, share
