"""The parties of rules about commitments: who speaks for a state or an observer, or clears for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import (
    Body,
    Commitment,
    CommitmentEvent,
    Confirmation,
    Evidence,
    Milestone,
    Progress,
    ProgressComment,
    SectionComment,
    SectionVersion,
    Strategy,
    StrategySection,
    speaks_for,
    spoken_bodies,
)
from enlace.core.permission import Party
from enlace.network.roles import roles_of


def commitment_of(thing: Any) -> Commitment | None:
    """The commitment that a thing belongs to, if it is one or belongs to one."""
    match thing:
        case Commitment():
            return thing
        case CommitmentEvent() | Milestone() | Progress():
            return thing.commitment
        case Confirmation():
            return thing.event.commitment
        case Evidence() | ProgressComment():
            return thing.progress.commitment
    return None


def strategy_of(thing: Any) -> Strategy | None:
    match thing:
        case Strategy():
            return thing
        case StrategySection():
            return thing.strategy
        case SectionVersion() | SectionComment():
            return thing.section.strategy
    return None


def parties_of(thing: Any) -> frozenset[Body]:
    """The bodies that are party to the commitment or the strategy that a thing belongs to."""
    found = commitment_of(thing) or strategy_of(thing)
    if found is None or found.pk is None:
        return frozenset()
    return frozenset(party.body for party in found.parties.all() if party.body)


def reporter_of(thing: Any) -> Body | None:
    """The body that reports: of progress, of its evidence and of what is said beside it."""
    progress = thing if isinstance(thing, Progress) else getattr(thing, "progress", None)
    return progress.body if isinstance(progress, Progress) else None


def _speaks_for_a_party(user: Anyone, *things: Any) -> bool:
    return bool(things) and bool(spoken_bodies(user) & parties_of(things[0]))


def _speaks_for_the_drafter(user: Anyone, *things: Any) -> bool:
    commitment = commitment_of(things[0]) if things else None
    return commitment is not None and speaks_for(user, commitment.body)


def _speaks_for_the_reporter(user: Anyone, *things: Any) -> bool:
    return bool(things) and speaks_for(user, reporter_of(things[0]))


def _clears_for_the_reporter(user: Anyone, *things: Any) -> bool:
    body = reporter_of(things[0]) if things else None
    return body is not None and body[0] == "state" and roles_of(user).clears_for(body[1])


SPEAKER_OF_SOME = Party(_("who speaks for a state or an observer"), lambda user, *things: bool(spoken_bodies(user)))
SPEAKER_OF_PARTY = Party(_("who speaks for a party to it"), _speaks_for_a_party)
SPEAKER_OF_DRAFTER = Party(_("who speaks for the one that drafts it"), _speaks_for_the_drafter)
SPEAKER_OF_REPORTER = Party(_("who speaks for the state or the observer that reports"), _speaks_for_the_reporter)
VALIDATOR_OF_REPORTER = Party(_("validator of the state that reports"), _clears_for_the_reporter)
