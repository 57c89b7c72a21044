"""Joint strategies as a reader gets them: the list, the standing of one, and the commitments that are its actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Kind
from enlace.commitments.models import (
    Body,
    Commitment,
    Strategy,
    StrategyParty,
    spoken_bodies,
)
from enlace.commitments.strategies.readers import PARTIES
from enlace.commitments.strategies.signed_content import read
from enlace.core.texts import Text
from enlace.meetings.models import Meeting


class Phase(StrEnum):
    """`signed`: by all, but not every party says that it may be published."""

    DRAFTED = "drafted"
    SIGNING = "signing"
    SIGNED = "signed"
    PUBLISHED = "published"


def phase_of(strategy: Strategy) -> Phase:
    """Of one whose parties are at hand."""
    if strategy.opened_for_signature_at is None:
        return Phase.DRAFTED
    if any(party.signed_at is None for party in strategy.parties.all()):
        return Phase.SIGNING
    return Phase.PUBLISHED if strategy.published_at else Phase.SIGNED


@dataclass(frozen=True)
class ShownStrategy:
    """`unsigned` are the parties for which the reader speaks and that have not signed what is open for signature."""

    strategy: Strategy
    title: Text
    phase: Phase
    parties: Sequence[StrategyParty]
    signed: int
    actions: int
    unsigned: Sequence[StrategyParty]


@dataclass(frozen=True)
class Strategies:
    """`under_way` are those of the reader's own drafts, and all for the secretariat, that are not published."""

    published: Sequence[ShownStrategy]
    under_way: Sequence[ShownStrategy]


def strategies_of(reader: Anyone) -> Strategies:
    """The newest first. A constant number of queries."""
    found = list(Strategy.objects.visible_to(reader).prefetch_related(*PARTIES).order_by("-pk"))
    counted = Commitment.objects.visible_to(reader).filter(strategy__in=found).order_by()
    actions = dict(counted.values_list("strategy").annotate(count=Count("pk", distinct=True)))
    shown = [_shown(one, actions.get(one.pk, 0), spoken_bodies(reader)) for one in found]
    return Strategies(
        [one for one in shown if one.phase is Phase.PUBLISHED],
        [one for one in shown if one.phase is not Phase.PUBLISHED],
    )


def _shown(strategy: Strategy, actions: int, spoken: frozenset[Body]) -> ShownStrategy:
    content, phase, parties = read(strategy.content), phase_of(strategy), list(strategy.parties.all())
    waiting = [one for one in parties if one.signed_at is None and one.body in spoken] if content else []
    signed = sum(one.signed_at is not None for one in parties)
    title = content.title if content else strategy.shown_title
    return ShownStrategy(strategy, title, phase, parties, signed, actions, waiting)


@dataclass(frozen=True)
class ShownAction:
    """A commitment of the strategy. `standing`: waiting, stands, achieved, superseded or withdrawn."""

    commitment: Commitment
    standing: str


def shown_actions(strategy: Strategy, reader: Anyone) -> list[ShownAction]:
    """Those that the reader sees, in three queries."""
    found = Commitment.objects.visible_to(reader).filter(strategy=strategy).with_standing()
    named = found.prefetch_related("parties__state", "parties__organisation").order_by("due_on", "pk")
    return [ShownAction(one, _standing(one)) for one in named]


def _standing(commitment: Commitment) -> str:
    kind, outcome = getattr(commitment, "last_kind", None), getattr(commitment, "last_outcome", None)
    if kind is None:
        return "waiting"
    return str(outcome) if kind == Kind.CLOSED else "stands"


def shown_meeting(strategy: Strategy, reader: Anyone) -> Meeting | None:
    """Where it began, if the reader sees that meeting."""
    if strategy.meeting_id is None:
        return None
    return Meeting.objects.visible_to(reader).filter(pk=strategy.meeting_id).first()
