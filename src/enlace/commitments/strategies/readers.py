"""Strategies, sections and versions as a reader finds them, and in whose name they write."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from enlace.accounts.rules import Anyone
from enlace.commitments.models import (
    Body,
    SectionVersion,
    Strategy,
    StrategyParty,
    StrategySection,
    bodies_of,
    spoken_bodies,
)
from enlace.network.roles import roles_of

PARTIES = ("parties__state", "parties__organisation")


def found_strategy(request: HttpRequest, strategy_id: int) -> Strategy:
    """Raises Http404 for a strategy that the reader does not see."""
    seen = Strategy.objects.visible_to(request.user).select_related("meeting").prefetch_related(*PARTIES)
    return get_object_or_404(seen, pk=strategy_id)


def found_draft(request: HttpRequest, strategy_id: int) -> Strategy:
    """Raises Http404 for a strategy whose drafts the reader does not see."""
    strategy = found_strategy(request, strategy_id)
    if not reads_drafts(request.user, strategy):
        raise Http404
    return strategy


def found_section(request: HttpRequest, strategy_section_id: int) -> StrategySection:
    seen = StrategySection.objects.visible_to(request.user).select_related("strategy")
    ways = [f"strategy__{way}" for way in PARTIES]
    return get_object_or_404(seen.prefetch_related(*ways), pk=strategy_section_id)


def found_version(request: HttpRequest, section_version_id: int) -> SectionVersion:
    seen = SectionVersion.objects.visible_to(request.user)
    named = seen.select_related("section__strategy", "base", "state", "organisation")
    ways = [f"section__strategy__{way}" for way in PARTIES]
    return get_object_or_404(named.prefetch_related(*ways), pk=section_version_id)


def reads_drafts(user: Anyone, strategy: Strategy) -> bool:
    """The parties and the secretariat, as the drafts' own `visible_to` says; without the database."""
    own = bodies_of(user)
    return roles_of(user).is_secretary or any(party.body in own for party in strategy.parties.all())


def hands_of(user: Anyone, strategy: Strategy) -> list[tuple[Body | None, StrategyParty | None]]:
    """In whose name somebody may write: the parties for which they speak and, None, the secretariat."""
    spoken = spoken_bodies(user)
    own: list[tuple[Body | None, StrategyParty | None]] = [
        (party.body, party) for party in strategy.parties.all() if party.body in spoken
    ]
    return [*own, (None, None)] if roles_of(user).is_secretary else own


def own_parties(user: Anyone, strategy: Strategy) -> list[StrategyParty]:
    """The parties for which somebody speaks."""
    spoken = spoken_bodies(user)
    return [party for party in strategy.parties.all() if party.body in spoken]
