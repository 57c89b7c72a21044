"""Votes in an arrangement of their own, the same whatever voters and statements are called and in whatever order they
stand: all that is computed from it, random draws included, follows the votes alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .votes import Floats, Ints, Votes

type Keys = NDArray[np.uint64]

ROUNDS = 3
_STEP, _FIRST, _SECOND = (np.uint64(one) for one in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


@dataclass(frozen=True)
class Ballots:
    """One entry per vote in `voter`, `statement` (places in this arrangement) and `value`, ordered by statement, voter.

    `voters[i]` and `statements[j]` are the places in the `Votes` of the i-th voter and the j-th statement here. `value`
    is the vote times `sign`, 1 or -1, so that votes and the same votes all turned round are one arrangement.
    `set_aside`: how many statements were left out on which votes had been cast, which count as seen by everybody.
    """

    voters: Ints
    statements: Ints
    sign: int
    voter: Ints
    statement: Ints
    value: Floats
    set_aside: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.voters), len(self.statements)

    @property
    def scale(self) -> Floats:
        """sqrt(statements / votes) of each voter: moves out those who saw little, as Polis does."""
        voters, statements = self.shape
        cast = np.bincount(self.voter, minlength=voters) + self.set_aside
        scale: Floats = np.sqrt((statements + self.set_aside) / np.maximum(cast, 1))
        return scale

    @property
    def means(self) -> Floats:
        """The mean vote on each statement among those who saw it; 0 where nobody did."""
        statements = self.shape[1]
        cast = np.bincount(self.statement, minlength=statements)
        return np.bincount(self.statement, self.value, statements) / np.maximum(cast, 1)

    def only(self, voters: Ints) -> "Ballots":
        """Those of some voters, given by their ascending places in this arrangement."""
        place = np.full(len(self.voters), -1)
        place[voters] = np.arange(len(voters))
        kept = place[self.voter] >= 0
        voter, statement, value = place[self.voter[kept]], self.statement[kept], self.value[kept]
        return Ballots(self.voters[voters], self.statements, self.sign, voter, statement, value, self.set_aside)


def arrange(votes: Votes, set_aside: int = 0) -> Ballots:
    """The votes in their own arrangement.

    Voters and statements are told apart by what was voted on them and by whom, refined a few times over, as colours of
    a graph are (Weisfeiler and Leman 1968); where two are alike, exchanging them changes nothing.
    """
    value = votes.value
    keys = {sign: _keys(votes, sign * value) for sign in (1, -1)}
    sign = min(keys, key=lambda one: int(keys[one][0].sum(dtype=np.uint64)))
    voters, statements = (np.argsort(part, kind="stable") for part in keys[sign])
    voter_place, statement_place = np.empty_like(voters), np.empty_like(statements)
    voter_place[voters], statement_place[statements] = np.arange(len(voters)), np.arange(len(statements))
    voter, statement = voter_place[votes.voter], statement_place[votes.statement]
    order = np.argsort(statement * max(len(voters), 1) + voter)
    return Ballots(
        voters, statements, sign, voter[order], statement[order], (sign * value[order]).astype(float), set_aside
    )


def _keys(votes: Votes, value: Ints) -> tuple[Keys, Keys]:
    voters, statements = votes.shape
    of_voter, of_statement = np.zeros(voters, np.uint64), np.zeros(statements, np.uint64)
    said = _mixed((value + 2).astype(np.uint64))
    for _round in range(ROUNDS):
        for mine, other, place, there in (
            (of_voter, of_statement, votes.voter, votes.statement),
            (of_statement, of_voter, votes.statement, votes.voter),
        ):
            total = np.zeros_like(mine)
            np.add.at(total, place, _mixed(other[there] + said))
            mine[:] = _mixed(total)
    return of_voter, of_statement


def _mixed(keys: Keys) -> Keys:
    """A well spread number for each key (SplitMix64: Steele, Lea and Flood 2014)."""
    keys = keys + _STEP
    keys = (keys ^ (keys >> np.uint64(30))) * _FIRST
    keys = (keys ^ (keys >> np.uint64(27))) * _SECOND
    mixed: Keys = keys ^ (keys >> np.uint64(31))
    return mixed
