"""At which level those who agree with a priority would act, and for how many its importance is high."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from enlace.consultations.common_ground.disclosure import round_count
from enlace.consultations.models import Approach
from enlace.consultations.results.votes import PriorityVote

HIGH = 3


@dataclass(frozen=True)
class LevelCount:
    """`voices`: how many agree with the priority `statement`; one voice may name several levels, or none."""

    statement: int
    voices: int
    local: int
    national: int
    binational: int
    regional: int
    high_importance: int


def levels_of(votes: Iterable[PriorityVote]) -> tuple[LevelCount, ...]:
    """One for each priority with which somebody agrees, in the order in which they come."""
    voices: Counter[int] = Counter()
    at: dict[int, Counter[str]] = defaultdict(Counter)
    important: Counter[int] = Counter()
    for vote in votes:
        voices[vote.statement] += 1
        at[vote.statement].update(set(vote.approaches))
        important[vote.statement] += vote.importance == HIGH
    return tuple(
        LevelCount(one, count, **{level: at[one][level] for level in Approach.values}, high_importance=important[one])
        for one, count in voices.items()
    )


def disclosed_levels(levels: Iterable[LevelCount], agrees: Mapping[Hashable, int]) -> tuple[LevelCount, ...]:
    """What may be told of an anonymous consultation; `agrees` are the rounded counts that are told already.

    No count exceeds the agrees: one rounded up beyond them would tell more of these than they do.
    """
    told = []
    for one in levels:
        most = agrees.get(one.statement, 0)
        counts = {name: min(round_count(value), most) for name, value in vars(one).items() if name != "statement"}
        told.append(replace(one, **counts | {"voices": most}))
    return tuple(one for one in told if one.voices)
