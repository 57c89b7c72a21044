"""The votes of a consultation as arrays: who said what of which statement."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1


@dataclass(frozen=True, eq=False)
class Votes:
    """At most one vote of a voter on a statement.

    The three arrays are parallel, a vote each, ordered by voter, then statement. `voters` and `statements` are ids as
    others know them; `voter` and `statement` are places in them.
    """

    voters: Sequence[Hashable]
    statements: Sequence[Hashable]
    voter: Ints
    statement: Ints
    value: Ints

    @classmethod
    def of(
        cls,
        cast: Iterable[tuple[Hashable, Hashable, int]],
        *,
        voters: Iterable[Hashable] = (),
        statements: Iterable[Hashable] = (),
    ) -> "Votes":
        """Of `(voter, statement, value)` in the order in which they were cast: a later vote replaces an earlier one.

        `voters` and `statements` fix an order and add those without a vote; others follow as they appear. Raises
        ValueError for a value that is none of 1, 0, -1.
        """
        who, what, values = tuple(zip(*cast, strict=True)) or ((), (), ())
        for value in values:
            if value not in (AGREE, PASS, DISAGREE):
                raise ValueError(f"A vote is 1, 0 or -1, not {value!r}.")
        rows, voter = _places(voters, who)
        columns, statement = _places(statements, what)
        return cls.of_arrays(rows, columns, voter, statement, np.fromiter(values, np.int64, len(values)))

    @classmethod
    def of_arrays(
        cls, voters: Sequence[Hashable], statements: Sequence[Hashable], voter: Ints, statement: Ints, value: Ints
    ) -> "Votes":
        """Of arrays of places and values in the order in which the votes were cast: the last of each pair counts.

        Raises ValueError for a value that is none of 1, 0, -1.
        """
        if len(value) and (value.min() < DISAGREE or value.max() > AGREE):
            raise ValueError("A vote is 1, 0 or -1.")
        pair = voter * max(len(statements), 1) + statement
        order = np.argsort(pair, kind="stable")
        last = np.ones(len(order), dtype=bool)
        last[:-1] = pair[order[1:]] != pair[order[:-1]]
        kept = order[last]
        return cls(voters, statements, voter[kept], statement[kept], value[kept])

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.voters), len(self.statements)

    @cached_property
    def seen(self) -> csr_array:
        """Voters × statements: 1 where a vote was cast, a pass included."""
        return self._sparse(np.ones(len(self.value)))

    @cached_property
    def agreed(self) -> csr_array:
        return self._sparse((self.value == AGREE).astype(float))

    @cached_property
    def disagreed(self) -> csr_array:
        return self._sparse((self.value == DISAGREE).astype(float))

    def _sparse(self, data: Floats) -> csr_array:
        matrix: Any = csr_array((data, (self.voter, self.statement)), shape=self.shape)
        return matrix

    @cached_property
    def votes_of_voters(self) -> Ints:
        """How many votes each voter cast."""
        return np.bincount(self.voter, minlength=len(self.voters))

    def without_statements(self, left_out: Iterable[Hashable]) -> "Votes":
        """The same voters, and no vote on `left_out`."""
        gone = set(left_out)
        if gone.isdisjoint(self.statements):
            return self
        stays = np.array([one not in gone for one in self.statements], dtype=bool)
        place = np.cumsum(stays) - 1
        names = [name for name in self.statements if name not in gone]
        kept = stays[self.statement]
        return Votes(self.voters, names, self.voter[kept], place[self.statement[kept]], self.value[kept])

    def of_voters(self, places: Ints) -> "Votes":
        """Only the voters at `places`, in that order."""
        place = np.full(len(self.voters), -1)
        place[places] = np.arange(len(places))
        ids = [self.voters[one] for one in places.tolist()]
        rows = place[self.voter]
        kept = rows >= 0
        if len(places) > 1 and (np.diff(places) < 0).any():
            return Votes.of_arrays(ids, self.statements, rows[kept], self.statement[kept], self.value[kept])
        return Votes(ids, self.statements, rows[kept], self.statement[kept], self.value[kept])


def _places(known: Iterable[Hashable], ids: Sequence[Hashable]) -> tuple[list[Hashable], Ints]:
    """All ids, the known first, and for each of `ids` its place."""
    place = {one: place for place, one in enumerate(dict.fromkeys(chain(known, ids)))}
    return list(place), np.fromiter(map(place.__getitem__, ids), np.int64, len(ids))
