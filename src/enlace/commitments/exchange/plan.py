"""What an import would do, row by row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from enlace.commitments.exchange.lines import Line
from enlace.network.exchange.tables import Problem

SHOWN_PROBLEMS = 200

type Choice = Literal["add", "skip"]
type Outcome = Literal["added", "changed", "same", "doubled", "skipped", "alike"]
"""`doubled`: an earlier row says it; `skipped`: chosen so; `alike`: nobody has said yet whether it is to be added."""


@dataclass(frozen=True)
class Difference:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Like:
    """What a row resembles: a commitment on record (`pk`), or an earlier row of the table."""

    title: str
    pk: int | None = None
    row: int | None = None


@dataclass
class PlannedRow:
    """`stays` says what the row would have otherwise and an import does not change."""

    line: Line
    outcome: Outcome
    pk: int | None = None
    reference: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    report: bool = False
    differences: list[Difference] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    like: Like | None = None
    single: Choice | None = None
    earlier: int | None = None

    @property
    def title(self) -> str:
        return str(self.line.title)


@dataclass(frozen=True)
class Plan:
    """`passed_over` counts the rows that the mapping leaves out (`only`)."""

    rows: tuple[PlannedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    passed_over: int = 0

    @cached_property
    def counts(self) -> dict[str, int]:
        found = dict.fromkeys(("added", "changed", "same", "doubled", "skipped", "alike"), 0)
        for row in self.rows:
            found[row.outcome] += 1
        return found

    @property
    def done(self) -> int:
        return self.counts["added"] + self.counts["changed"]

    @property
    def doing(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome in ("added", "changed")]

    @property
    def resembling(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.like]

    @property
    def shown_problems(self) -> tuple[Problem, ...]:
        return self.problems[:SHOWN_PROBLEMS]

    @property
    def more_problems(self) -> int:
        return max(0, len(self.problems) - SHOWN_PROBLEMS)

    @property
    def can_be_applied(self) -> bool:
        return not self.problems and not self.counts["alike"] and self.done > 0

    @cached_property
    def fingerprint(self) -> str:
        """Another one as soon as anything that would be done, or what stands there before, is another."""
        said = [
            [row.line.number, row.outcome, row.pk, row.reference, row.values, row.report, _old(row)]
            for row in self.rows
        ]
        lines = [repr(row.line) for row in self.doing]
        return sha256(json.dumps([said, lines], default=str, sort_keys=True).encode()).hexdigest()


def _old(row: PlannedRow) -> Mapping[str, str]:
    return {difference.label: difference.old for difference in row.differences}
