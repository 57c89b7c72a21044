"""What an import would do, row by row, and the steps that do it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy

from enlace.network.exchange.table_lines import Place
from enlace.network.exchange.tables import Problem

SHOWN_PROBLEMS = 100

KINDS = {
    "state": gettext_lazy("state"),
    "organisation": gettext_lazy("organisation"),
    "person": gettext_lazy("person"),
    "mandate": gettext_lazy("mandate"),
    "membership": gettext_lazy("membership"),
}

type Ref = str
"""A record: `person:12` for one that is there, `person:+ana@example.org` for one to come."""


class Turn(IntEnum):
    """The order of the steps: what others refer to first, and an end before the beginning that waits for it."""

    STATE = 1
    ORGANISATION = 2
    PERSON = 3
    ENDING = 4
    REST = 5


@dataclass(frozen=True)
class Step:
    """One action. `before` holds what the values were, for what is changed and not added."""

    turn: Turn
    place: Place
    ref: Ref
    values: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.ref.partition(":")[0]

    @property
    def adds(self) -> bool:
        return pk_of(self.ref) is None

    @property
    def pk(self) -> int:
        """Of the record that is changed; ValueError where one is added."""
        return int(self.ref.partition(":")[2])


def pk_of(ref: Ref) -> int | None:
    number = ref.partition(":")[2]
    return int(number) if not number.startswith("+") else None


@dataclass(frozen=True)
class Difference:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Touch:
    """A record that a row adds or changes, in the words of the reader."""

    kind: str
    added: bool
    name: str
    differences: tuple[Difference, ...] = ()

    @property
    def title(self) -> str:
        return f"{KINDS[self.kind]}: {self.name}"


@dataclass
class PlannedRow:
    place: Place
    title: str
    touches: list[Touch] = field(default_factory=list)
    adds: bool = False

    @property
    def outcome(self) -> str:
        if self.adds:
            return "added"
        return "changed" if self.touches else "unchanged"


@dataclass(frozen=True)
class Plan:
    rows: tuple[PlannedRow, ...] = ()
    steps: tuple[Step, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[str, int]:
        outcomes = [row.outcome for row in self.rows]
        return {name: outcomes.count(name) for name in ("added", "changed", "unchanged")}

    @property
    def shown_problems(self) -> tuple[Problem, ...]:
        return self.problems[:SHOWN_PROBLEMS]

    @property
    def more_problems(self) -> int:
        return max(0, len(self.problems) - SHOWN_PROBLEMS)

    @property
    def touching(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.touches]

    @property
    def can_be_applied(self) -> bool:
        return bool(self.steps) and not self.problems

    @cached_property
    def fingerprint(self) -> str:
        """Another one as soon as anything that would be done, or what stands there before, is another."""
        steps = [[step.turn, step.ref, step.values, step.before] for step in self.steps]
        return sha256(json.dumps(steps, default=str, sort_keys=True).encode()).hexdigest()


class Draft:
    """A plan while it is made."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], PlannedRow] = {}
        self.steps: list[Step] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def row(self, place: Place, title: str) -> PlannedRow:
        return self.rows.setdefault((place.sheet, place.row), PlannedRow(place, title))

    def touch(self, place: Place, touch: Touch, *, is_the_row: bool = False) -> None:
        row = self.rows[place.sheet, place.row]
        row.touches.append(touch)
        row.adds = row.adds or (is_the_row and touch.added)

    def wrong(self, place: Place, key: str, wrong: str, mend: str) -> None:
        self.problems.append(place.problem(key, wrong, mend))

    def done(self, order_of_sheets: Iterable[str]) -> Plan:
        sheets = list(order_of_sheets)
        problems = sorted(self.problems, key=lambda one: (sheets.index(one.sheet), one.row or 0))
        steps = sorted(self.steps, key=lambda step: step.turn)
        wrong = {(problem.sheet, problem.row) for problem in problems}
        rows = [row for key, row in self.rows.items() if key not in wrong]
        return Plan(tuple(rows), tuple(steps), tuple(problems), tuple(self.notes))


def earlier_end(old: date | None, new: date | None) -> bool:
    return new is not None and (old is None or new < old)
