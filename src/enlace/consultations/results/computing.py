"""From a consultation to all that it found, as far as it may be told."""

from dataclasses import dataclass

from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.disclosure import LEAST_VOTERS, disclosed
from enlace.consultations.common_ground.findings import CommonGround
from enlace.consultations.common_ground.votes import Votes
from enlace.consultations.models import Consultation
from enlace.consultations.results.levels import LevelCount, disclosed_levels, levels_of
from enlace.consultations.results.together import Together, together_of
from enlace.consultations.results.votes import Bodies, bodies_of, kind_of_voices, priority_votes, votes_of
from enlace.consultations.results.wording import Voices


@dataclass(frozen=True)
class Computed:
    """`found` and `levels` of an anonymous consultation hold rounded counts alone.

    `together` is None unless answers are attributed and states have a voice.
    """

    found: CommonGround
    voices: Voices
    levels: tuple[LevelCount, ...]
    together: Together | None

    @property
    def too_few(self) -> bool:
        """So few voices that nothing can be said of all."""
        return self.found.voters < LEAST_VOTERS


def computed(consultation: Consultation) -> Computed:
    """Four queries at the most. The same votes give the same result each time."""
    votes, bodies = votes_of(consultation), bodies_of(consultation)
    found, said = analyse(votes), priority_votes(consultation)
    if consultation.is_anonymous:
        told = disclosed(found)
        agrees = {one.statement: one.tally.agree for one in told.consensus}
        voices = Voices(told.voters, kind_of_voices(consultation), about=True)
        return Computed(told, voices, disclosed_levels(levels_of(said), agrees), None)
    if not bodies.states:
        return Computed(found, _counted(consultation, votes, bodies), levels_of(said), None)
    said = list(said)
    together = together_of(votes, bodies, said, found)
    return Computed(found, _counted(consultation, votes, bodies), levels_of(said), together)


def _counted(consultation: Consultation, votes: Votes, bodies: Bodies) -> Voices:
    """Every voter in `votes` has cast one."""
    states = len(bodies.states.keys() & set(votes.voters))
    organisations = len(bodies.organisations.keys() & set(votes.voters))
    return Voices(len(votes.voters), kind_of_voices(consultation, organisations), states, organisations)
