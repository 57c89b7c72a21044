"""Who speaks for whom today, as one viewer sees it, and what a search finds in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.network.cards import Card, card_of
from enlace.network.models import OBSERVER_SECTORS, Mandate, Membership, Role, Sector, State
from enlace.network.roles import OF_STATES

LISTED = (*OF_STATES, Role.OBSERVER, Role.SECRETARY)
"""An editor of the site speaks for nobody."""


@dataclass(frozen=True)
class Line:
    """Somebody, or with no card that a state has nobody to show; `named` says that it has named a focal point."""

    heading: str
    card: Card | None = None
    state: State | None = None
    named: bool = False


@dataclass(frozen=True)
class Group:
    heading: str
    state: State | None
    lines: list[Line]


def lines_for(viewer: Anyone) -> list[Line]:
    """Everybody on today's list: by state, then observers by kind, then the secretariat."""
    day = today()
    belongs = Q(role__in=OF_STATES, state__in=State.objects.members(day))
    observing = Membership.objects.of_observers().on(day)
    observes = Q(role=Role.OBSERVER, organisation__in=observing.values("organisation"))
    listed = Mandate.objects.on(day).filter(belongs | observes | Q(role=Role.SECRETARY))
    cards: dict[int | str, list[Card]] = {}
    named = set()
    for mandate in listed.select_related("person", "state", "organisation").order_by("since", "pk"):
        card = card_of(mandate, viewer)
        if mandate.role == Role.FOCAL_POINT:
            named.add(mandate.state_id)
        if card:
            cards.setdefault(mandate.state_id or _kind(mandate), []).append(card)
    lines = []
    for state in sorted(State.objects.members(day), key=lambda one: plain(one.name)):
        found = sorted(cards.get(state.pk, []), key=lambda one: OF_STATES.index(Role(one.mandate.role)))
        if not any(card.mandate.role == Role.FOCAL_POINT for card in found):
            lines.append(Line(state.name, None, state, state.pk in named))
        lines += [Line(state.name, card, state) for card in found]
    for sector in (*OBSERVER_SECTORS, Sector.SECRETARIAT):
        found = sorted(cards.get(sector, []), key=lambda one: plain(str(one.institution or "")))
        lines += [Line(str(sector.label), card) for card in found]
    return lines


def _kind(mandate: Mandate) -> str:
    return mandate.organisation.sector if mandate.organisation else Sector.SECRETARIAT


def found_in(lines: Iterable[Line], words: str, role: str) -> list[Line]:
    """The lines with somebody of `role` in which each of `words` is read by this viewer, whatever case and accents."""
    wanted = plain(words).split()
    if not wanted and not role:
        return list(lines)
    return [
        line
        for line in lines
        if line.card and role in ("", line.card.mandate.role) and all(word in _read_in(line) for word in wanted)
    ]


def _read_in(line: Line) -> str:
    card = line.card
    if card is None:
        return ""
    institution = card.organisation.name.values() if card.organisation else []
    code = card.state.code if card.state else ""
    said = [line.heading, code, card.role, card.name, card.email, card.phone]
    return plain(" ".join([*said, *card.mandate.office.values(), *institution]))


def grouped(lines: Iterable[Line]) -> list[Group]:
    groups = []
    for heading, rows in groupby(lines, key=lambda line: line.heading):
        found = list(rows)
        groups.append(Group(heading, found[0].state, found))
    return groups
