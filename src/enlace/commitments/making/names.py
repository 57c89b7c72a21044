"""In whose name somebody may act on a commitment: a party for which they speak, or the secretariat's own (None)."""

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body
from enlace.commitments.models import Commitment, CommitmentEvent, spoken_bodies
from enlace.commitments.parties import parties_of
from enlace.network.roles import roles_of


def acts_for_secretariat(user: Anyone | None) -> bool:
    """The secretariat, and the command line, which gives no party's word either."""
    return user is None or roles_of(user).is_secretary


def names_for(user: Anyone | None, commitment: Commitment) -> list[Body | None]:
    """For an act on what stands."""
    own = [] if user is None else sorted(spoken_bodies(user) & parties_of(commitment))
    return [*own, None] if acts_for_secretariat(user) else [*own]


def names_to_make(user: Anyone | None, commitment: Commitment) -> list[Body | None]:
    """For the making: the one that drafted it; of a draft of the secretariat also its parties."""
    names = names_for(user, commitment)
    return names if commitment.body is None else [name for name in names if name == commitment.body]


def names_to_confirm(user: Anyone | None, event: CommitmentEvent, missing: frozenset[Body]) -> list[Body]:
    return [] if user is None else sorted(spoken_bodies(user) & missing)


def is_named(names: list[Body | None] | list[Body], asked: tuple[Body | None, ...]) -> bool:
    """Whether the name asked for is among them; without one, whether there is any."""
    return asked[0] in names if asked else bool(names)
