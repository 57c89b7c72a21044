"""Who could work with whom: pairs of states, coalitions with the observers that would join, and who answered what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from enlace.consultations.common_ground.findings import CommonGround
from enlace.consultations.common_ground.votes import Votes
from enlace.consultations.common_ground.working_together import (
    REGIONAL,
    Coalition,
    Pair,
    Stance,
    coalitions,
    pairs,
)
from enlace.consultations.results.opinion_points import points_of
from enlace.consultations.results.votes import Bodies, PriorityVote

ANSWERS = {1: "agree", -1: "disagree", 0: "pass"}


@dataclass(frozen=True)
class Together:
    """`observers`: statement → organisations that would act on it regionally.

    `states`: statement → answer (agree, disagree, pass) → ids of states; `organisations`: the same of observers.
    `state_points`, `organisation_points`: their ids → which of the points of the map is theirs.
    """

    pairs: tuple[Pair, ...]
    coalitions: tuple[Coalition, ...]
    observers: Mapping[int, tuple[int, ...]]
    states: Mapping[int, Mapping[str, list[int]]]
    organisations: Mapping[int, Mapping[str, list[int]]]
    state_points: Mapping[int, int]
    organisation_points: Mapping[int, int]


def together_of(votes: Votes, bodies: Bodies, priorities: Iterable[PriorityVote], found: CommonGround) -> Together:
    said = {(one.statement, one.voter): one for one in priorities}
    stances = [
        _stance(bodies.states[voter], statement, value, said.get((statement, voter)))
        for voter, statement, value in _cast(votes)
        if voter in bodies.states
    ]
    points = points_of(found).of_voters
    return Together(
        pairs(stances),
        coalitions(stances),
        _observers(said.values(), bodies),
        _answers(votes, bodies.states),
        _answers(votes, bodies.organisations),
        {state: points[voter] for voter, state in bodies.states.items() if voter in points},
        {one: points[voter] for voter, one in bodies.organisations.items() if voter in points},
    )


def _cast(votes: Votes) -> Iterable[tuple[Any, Any, int]]:
    """voter, statement, value of each vote."""
    for voter, statement, value in zip(
        votes.voter.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True
    ):
        yield votes.voters[voter], votes.statements[statement], value


def _stance(state: int, statement: int, value: int, said: PriorityVote | None) -> Stance:
    if said is None:
        return Stance(state, statement, value)
    return Stance(state, statement, value, said.importance, frozenset(said.approaches))


def _observers(said: Iterable[PriorityVote], bodies: Bodies) -> dict[int, tuple[int, ...]]:
    joining: dict[int, list[int]] = defaultdict(list)
    for vote in said:
        if vote.voter in bodies.organisations and REGIONAL in vote.approaches:
            joining[vote.statement].append(bodies.organisations[vote.voter])
    return {statement: tuple(sorted(found)) for statement, found in joining.items()}


def _answers(votes: Votes, bodies: Mapping[int, int]) -> dict[int, dict[str, list[int]]]:
    answers: dict[int, dict[str, list[int]]] = defaultdict(lambda: {name: [] for name in ANSWERS.values()})
    for voter, statement, value in _cast(votes):
        if voter in bodies:
            answers[statement][ANSWERS[value]].append(bodies[voter])
    return answers
