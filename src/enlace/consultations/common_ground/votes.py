"""The votes of a consultation as arrays: who said what of which statement."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]

AGREE, PASS, DISAGREE = 1, 0, -1


@dataclass(frozen=True)
class Votes:
    """At most one vote of a voter on a statement. The arrays are parallel, a vote each, ordered by voter and statement.

    `voters` and `statements` are ids as others know them; `voter` and `statement` are places in them.
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
        rows = {voter: place for place, voter in enumerate(dict.fromkeys(voters))}
        columns = {statement: place for place, statement in enumerate(dict.fromkeys(statements))}
        last: dict[tuple[int, int], int] = {}
        for voter, statement, value in cast:
            if value not in (AGREE, PASS, DISAGREE):
                raise ValueError(f"A vote is 1, 0 or -1, not {value!r}.")
            last[rows.setdefault(voter, len(rows)), columns.setdefault(statement, len(columns))] = int(value)
        places = np.array(list(last), dtype=np.int64).reshape(-1, 2)
        values = np.fromiter(last.values(), dtype=np.int64, count=len(last))
        return cls.of_arrays(list(rows), list(columns), places[:, 0], places[:, 1], values)

    @classmethod
    def of_arrays(
        cls, voters: Sequence[Hashable], statements: Sequence[Hashable], voter: Ints, statement: Ints, value: Ints
    ) -> "Votes":
        """Of arrays of places and values in the order in which the votes were cast: the last of each pair counts."""
        pair = voter * max(len(statements), 1) + statement
        _pairs, first_from_behind = np.unique(pair[::-1], return_index=True)
        kept = len(pair) - 1 - first_from_behind
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
        return self._only(np.array([one not in gone for one in self.statements], dtype=bool), None)

    def of_voters(self, places: Ints) -> "Votes":
        """Only the voters at `places`, in that order."""
        return self._only(None, places)

    def _only(self, statements: NDArray[np.bool_] | None, voters: Ints | None) -> "Votes":
        ids, rows, keep = list(self.voters), self.voter, np.ones(len(self.value), dtype=bool)
        columns, names = self.statement, list(self.statements)
        if voters is not None:
            place = np.full(len(ids), -1)
            place[voters] = np.arange(len(voters))
            ids, rows = [ids[one] for one in voters], place[rows]
            keep &= rows >= 0
        if statements is not None:
            place = np.cumsum(statements) - 1
            names = [name for name, kept in zip(names, statements, strict=True) if kept]
            keep &= statements[columns]
            columns = place[columns]
        return Votes.of_arrays(ids, names, rows[keep], columns[keep], self.value[keep])
