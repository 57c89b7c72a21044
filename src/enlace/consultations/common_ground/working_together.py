"""From common ground to work: which states could act together, and on what. For attributed consultations.

The computation only lays out who said what; a person decides. Nothing depends on the order in which states or
statements are given: what ranks equal has the same `rank`, and stands by name.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from .ids import order_of
from .votes import AGREE

BINATIONAL, REGIONAL = "binational", "regional"
LEAST_COALITION = 3
LEAST_IMPORTANCE = 1


@dataclass(frozen=True)
class Stance:
    """What a state said of a statement: 1 agree, 0 pass, -1 disagree; of a priority that it supports, also how
    important it is (1 to 3, the most; None where it did not say) and at which levels it would act.
    """

    state: Hashable
    statement: Hashable
    vote: int
    importance: int | None = None
    approaches: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SharedPriority:
    """`importance`: what each of the states said, in their order."""

    statement: Hashable
    importance: tuple[int | None, ...]


@dataclass(frozen=True)
class Pair:
    """Two states that could act binationally: both support each of `priorities` and would act on it at that level.

    `score`: the sum of the importance that the two give to these; who did not say counts 1. `likeness`: of the
    `compared` statements on which both voted, the share (0 to 1) on which they voted the same; None where there are
    none. Pairs as good as each other have the same `rank`, counted from 1.
    """

    states: tuple[Hashable, Hashable]
    priorities: tuple[SharedPriority, ...]
    compared: int
    likeness: float | None
    score: int
    rank: int


@dataclass(frozen=True)
class Coalition:
    """Three states or more that support a priority and would act on it regionally.

    `importance`: what each of `states` said, in their order; `score` is the sum of it, who did not say counts 1.
    Coalitions as good as each other have the same `rank`, counted from 1.
    """

    statement: Hashable
    states: tuple[Hashable, ...]
    importance: tuple[int | None, ...]
    score: int
    rank: int


def pairs(stances: Iterable[Stance]) -> tuple[Pair, ...]:
    """Every pair with a priority in common, the highest score first, then the highest likeness, then the more compared.

    Of several stances of one state on one statement the last counts.
    """
    told = _by_statement(stances)
    shared: dict[tuple[Hashable, Hashable], list[SharedPriority]] = defaultdict(list)
    for statement in _in_order(told):
        for one, other in combinations(_who_would_act(told[statement], BINATIONAL), 2):
            importance = (told[statement][one].importance, told[statement][other].importance)
            shared[one, other].append(SharedPriority(statement, importance))
    votes: dict[Hashable, dict[Hashable, int]] = defaultdict(dict)
    for statement, by_state in told.items():
        for state, stance in by_state.items():
            votes[state][statement] = stance.vote
    by_name = sorted(shared, key=lambda states: tuple(map(order_of, states)))
    found = [_pair(states, shared[states], votes) for states in by_name]
    return _ranked(found, lambda pair: (pair.score, -1.0 if pair.likeness is None else pair.likeness, pair.compared))


def coalitions(stances: Iterable[Stance]) -> tuple[Coalition, ...]:
    """One for each priority with three states or more, the most states first, then the highest score.

    Of several stances of one state on one statement the last counts.
    """
    told = _by_statement(stances)
    found = []
    for statement in _in_order(told):
        states = _who_would_act(told[statement], REGIONAL)
        if len(states) >= LEAST_COALITION:
            importance = tuple(told[statement][state].importance for state in states)
            found.append(Coalition(statement, tuple(states), importance, _score(importance), 0))
    return _ranked(found, lambda coalition: (len(coalition.states), coalition.score))


def _by_statement(stances: Iterable[Stance]) -> dict[Hashable, dict[Hashable, Stance]]:
    told: dict[Hashable, dict[Hashable, Stance]] = defaultdict(dict)
    for stance in stances:
        told[stance.statement][stance.state] = stance
    return told


def _who_would_act(by_state: dict[Hashable, Stance], level: str) -> list[Hashable]:
    return [one for one in _in_order(by_state) if by_state[one].vote == AGREE and level in by_state[one].approaches]


def _pair(
    states: tuple[Hashable, Hashable],
    priorities: Sequence[SharedPriority],
    votes: dict[Hashable, dict[Hashable, int]],
) -> Pair:
    one, other = (votes[state] for state in states)
    both = one.keys() & other.keys()
    alike = sum(one[statement] == other[statement] for statement in both)
    score = sum(_score(priority.importance) for priority in priorities)
    ordered = sorted(priorities, key=lambda priority: (-_score(priority.importance), order_of(priority.statement)))
    return Pair(states, tuple(ordered), len(both), alike / len(both) if both else None, score, 0)


def _score(importance: Iterable[int | None]) -> int:
    return sum(LEAST_IMPORTANCE if one is None else one for one in importance)


def _ranked[Found: (Pair, Coalition)](
    found: list[Found], worth: Callable[[Found], tuple[float, ...]]
) -> tuple[Found, ...]:
    """The best first, those of the same worth in the order in which they were found, and with the same rank."""
    ordered = sorted(found, key=worth, reverse=True)
    first: dict[tuple[float, ...], int] = {}
    for place, one in enumerate(ordered, 1):
        first.setdefault(worth(one), place)
    return tuple(replace(one, rank=first[worth(one)]) for one in ordered)


def _in_order(ids: Iterable[Hashable]) -> list[Hashable]:
    return sorted(ids, key=order_of)
