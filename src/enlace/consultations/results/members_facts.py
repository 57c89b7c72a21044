"""The part of a result that is for member states and the secretariat: who could work with whom, who answered what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enlace.consultations.common_ground.working_together import Coalition, Pair, SharedPriority
from enlace.consultations.results.together import Together
from enlace.network.roles import Roles

MEMBERS = "members"

type Answers = Mapping[int, Mapping[str, Sequence[int]]]


@dataclass(frozen=True)
class MembersPart:
    """States and organisations by their ids.

    `observers`: statement → organisations that would act on it regionally. `states`, `organisations`: statement →
    answer (agree, disagree, pass) → who gave it.
    """

    pairs: tuple[Pair, ...] = ()
    coalitions: tuple[Coalition, ...] = ()
    observers: Mapping[int, Sequence[int]] = field(default_factory=dict)
    states: Answers = field(default_factory=dict)
    organisations: Answers = field(default_factory=dict)

    @property
    def state_ids(self) -> set[int]:
        return {one for answers in self.states.values() for ids in answers.values() for one in ids}

    @property
    def organisation_ids(self) -> set[int]:
        return {one for answers in self.organisations.values() for ids in answers.values() for one in ids}


def facts_of_members(together: Together) -> dict[str, Any]:
    return {
        "pairs": [
            {
                "states": pair.states,
                "priorities": [{"statement": one.statement, "importance": one.importance} for one in pair.priorities],
                "compared": pair.compared,
                "likeness": pair.likeness,
                "score": pair.score,
                "rank": pair.rank,
            }
            for pair in together.pairs
        ],
        "coalitions": [
            {
                "statement": one.statement,
                "states": one.states,
                "importance": one.importance,
                "observers": together.observers.get(one.statement, ()),  # type: ignore[call-overload]
                "score": one.score,
                "rank": one.rank,
            }
            for one in together.coalitions
        ],
        "answers": [
            {
                "statement": statement,
                "states": together.states.get(statement, {}),
                "observers": together.organisations.get(statement, {}),
            }
            for statement in sorted({*together.states, *together.organisations})
        ],
        "points": {
            "states": [{"state": one, "point": point} for one, point in together.state_points.items()],
            "observers": [{"observer": one, "point": point} for one, point in together.organisation_points.items()],
        },
    }


def members_part(facts: Mapping[str, Any]) -> MembersPart | None:
    """Read back; None where there is none."""
    part = facts.get(MEMBERS)
    if part is None:
        return None
    return MembersPart(
        tuple(_pair(one) for one in part.get("pairs", ())),
        tuple(_coalition(one) for one in part.get("coalitions", ())),
        {one["statement"]: one["observers"] for one in part.get("coalitions", ())},
        {one["statement"]: one["states"] for one in part.get("answers", ())},
        {one["statement"]: one["observers"] for one in part.get("answers", ())},
    )


def own_point(facts: Mapping[str, Any], roles: Roles) -> int | None:
    """Which point of the map is that of the state or the observer for whom somebody acts. Nobody learns another's."""
    points = facts.get(MEMBERS, {}).get("points", {})
    own = [one["point"] for one in points.get("states", ()) if roles.acts_for(one["state"])]
    own += [one["point"] for one in points.get("observers", ()) if one["observer"] in roles.organisations]
    return own[0] if own else None


def _pair(one: Mapping[str, Any]) -> Pair:
    shared = tuple(SharedPriority(each["statement"], tuple(each["importance"])) for each in one["priorities"])
    first, second = one["states"]
    return Pair((first, second), shared, one["compared"], one["likeness"], one["score"], one["rank"])


def _coalition(one: Mapping[str, Any]) -> Coalition:
    return Coalition(one["statement"], tuple(one["states"]), tuple(one["importance"]), one["score"], one["rank"])
