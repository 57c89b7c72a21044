"""Challenges as one reader finds them: who proposed each, who faces it too, which priorities answer it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Priority, SharedChallenge
from enlace.consultations.models.challenges import ChallengeQuerySet
from enlace.core.plain import plain
from enlace.network.models import State
from enlace.network.roles import roles_of


@dataclass(frozen=True)
class ShownChallenge:
    """`sharing` are the other states that face it, which members alone are told; both in the order of names."""

    challenge: Challenge
    sharing: tuple[State, ...] = ()
    priorities: tuple[Priority, ...] = ()

    def is_shared_by(self, state: State) -> bool:
        return state in self.sharing


@dataclass(frozen=True)
class OwnState:
    """A state for which the reader acts, and whether it faces a challenge too."""

    state: State
    shares: bool


def acting_states(user: Anyone) -> list[State]:
    """For which somebody speaks today."""
    acting = [state for state in roles_of(user).states if roles_of(user).acts_for(state)]
    return sorted(State.objects.filter(pk__in=acting), key=lambda one: plain(one.name)) if acting else []


def shown_challenges(found: ChallengeQuerySet, reader: Anyone) -> list[ShownChallenge]:
    """In three queries, however many they are."""
    challenges = list(found.select_related("state"))
    sharing, answering = _sharing(challenges, reader), _answering(challenges, reader)
    return [ShownChallenge(one, tuple(sharing[one.pk]), tuple(answering[one.pk])) for one in challenges]


def _sharing(challenges: Iterable[Challenge], reader: Anyone) -> dict[int, list[State]]:
    found: dict[int, list[State]] = defaultdict(list)
    rows = SharedChallenge.objects.visible_to(reader).filter(challenge__in=challenges).select_related("state")
    for one in sorted(rows, key=lambda row: plain(row.state.name)):
        found[one.challenge_id].append(one.state)
    return found


def _answering(challenges: Iterable[Challenge], reader: Anyone) -> dict[int, list[Priority]]:
    found: dict[int, list[Priority]] = defaultdict(list)
    for one in Priority.objects.visible_to(reader).filter(challenge__in=challenges):
        found[one.challenge_id].append(one)
    return found


def own_states(shown: ShownChallenge, acting: Iterable[State]) -> list[OwnState]:
    """Of the states for which somebody acts those that may share it or do; none once it is withdrawn."""
    if shown.challenge.withdrawn_on is not None:
        return []
    others = [state for state in acting if state.pk != shown.challenge.state_id]
    return [OwnState(state, shown.is_shared_by(state)) for state in others]
