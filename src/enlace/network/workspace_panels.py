"""What stands at the side of the workspace: one's own state, and for the secretariat the network."""

from collections import defaultdict
from datetime import timedelta

from django.http import HttpRequest

from enlace.core.clock import today
from enlace.core.registry import Panel
from enlace.network.cards import Card, card_of
from enlace.network.due import SOON, ending_soon
from enlace.network.models import Mandate, Membership, State
from enlace.network.roles import OF_STATES, roles_of
from enlace.network.vacancies import vacancies


def show_own_states(request: HttpRequest) -> Panel | None:
    """Who plays which part of the reader's own state today."""
    states = roles_of(request.user).states
    if not states:
        return None
    found = Mandate.objects.of_states().on(today()).filter(state__in=states).order_by("since", "pk")
    cards: dict[tuple[int | None, str], list[Card]] = defaultdict(list)
    for mandate in found.select_related("person", "state", "organisation"):
        if card := card_of(mandate, request.user):
            cards[mandate.state_id, mandate.role].append(card)
    own = [
        {"state": state, "parts": [(role.label, cards[state.pk, role]) for role in OF_STATES]}
        for state in State.objects.filter(pk__in=states)
    ]
    return Panel("network/panels/own_states.html", {"states": own})


def show_network_today(request: HttpRequest) -> Panel | None:
    if not roles_of(request.user).is_secretary:
        return None
    members = Membership.objects.on(today())
    return Panel(
        "network/panels/network_today.html",
        {
            "states": members.of_states().count(),
            "observers": members.of_observers().count(),
            "vacant": [vacancy.state for vacancy in vacancies(today())],
            "ending": len(ending_soon(today())),
            "days": SOON // timedelta(days=1),
        },
    )
