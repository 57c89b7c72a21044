"""Agrees, disagrees and passes, counted per group and statement."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .votes import AGREE, DISAGREE, Ints, Votes


@dataclass(frozen=True)
class Tally:
    """The votes of some voters on one statement."""

    agree: int
    disagree: int
    passed: int

    @property
    def seen(self) -> int:
        """All votes, passes included."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, eq=False)
class Tallies:
    """The votes of each group on each statement: three arrays groups × statements. `seen` includes passes."""

    agree: Ints
    disagree: Ints
    seen: Ints

    @classmethod
    def of(cls, votes: Votes, labels: Ints, groups: int) -> "Tallies":
        """`labels`: for each voter the place of the group, 0 to `groups` - 1, or -1 for a voter who is in none.

        One pass over the votes; no array of voters × statements.
        """
        statements = len(votes.statements)
        label = labels[votes.voter]
        inside = label >= 0
        cell = label[inside] * statements + votes.statement[inside]
        value = votes.value[inside]

        def count(cells: Ints) -> Ints:
            return np.bincount(cells, minlength=groups * statements).reshape(groups, statements)

        return cls(count(cell[value == AGREE]), count(cell[value == DISAGREE]), count(cell))

    @classmethod
    def of_all(cls, votes: Votes) -> "Tallies":
        """All voters as one group."""
        return cls.of(votes, np.zeros(len(votes.voters), dtype=np.int64), 1)

    @cached_property
    def passed(self) -> Ints:
        return self.seen - self.agree - self.disagree

    @cached_property
    def mirrored(self) -> "Tallies":
        """As if every agree had been a disagree and the other way round."""
        return Tallies(self.disagree, self.agree, self.seen)

    @cached_property
    def total(self) -> "Tallies":
        """All groups as one: 1 × statements."""
        return Tallies(*(array.sum(axis=0, keepdims=True) for array in (self.agree, self.disagree, self.seen)))

    @cached_property
    def others(self) -> "Tallies":
        """For each group, the votes of all other groups together."""
        total = self.total
        return Tallies(total.agree - self.agree, total.disagree - self.disagree, total.seen - self.seen)

    @property
    def groups(self) -> int:
        return self.seen.shape[0]

    @property
    def statements(self) -> int:
        return self.seen.shape[1]

    def only(self, groups: slice) -> "Tallies":
        return Tallies(self.agree[groups], self.disagree[groups], self.seen[groups])

    def at(self, group: int, statement: int) -> Tally:
        agree, disagree = int(self.agree[group, statement]), int(self.disagree[group, statement])
        return Tally(agree, disagree, int(self.seen[group, statement]) - agree - disagree)

    def of_statement(self, statement: int) -> tuple[Tally, ...]:
        """The tally of each group, in their order."""
        return tuple(self.at(group, statement) for group in range(self.groups))
