"""Members and organisations as the secretariat keeps them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.network.drawn_map import drawn_map
from enlace.network.models import Membership, Organisation, Sector, State
from enlace.network.tile_map import Tile


@dataclass(frozen=True)
class Member:
    """A state or an observer with all its memberships, the last first; `belongs` tells of today."""

    body: State | Organisation
    name: str
    memberships: list[Membership]
    belongs: bool


@dataclass(frozen=True)
class Kind:
    """`column` is what tells them apart: of observers the kind, of institutions the state."""

    title: str
    column: str
    organisations: list[Organisation]


def members() -> tuple[list[Member], list[Member]]:
    """States, then observers, by name in the reader's language. The same number of queries for any number of them."""
    spans = Prefetch("memberships", Membership.objects.order_by("-since", "pk"))
    states = State.objects.prefetch_related(spans)
    observers = Organisation.objects.observers().prefetch_related(spans)
    return _members(states), _members(observers)


def _members(bodies: Iterable[State | Organisation]) -> list[Member]:
    day = today()
    found = [(body, str(body.name), list(body.memberships.all())) for body in bodies]
    lines = [Member(body, name, spans, any(span.lasts_on(day) for span in spans)) for body, name, spans in found]
    return sorted(lines, key=lambda line: plain(line.name))


def kinds() -> list[Kind]:
    """All organisations: the secretariat, the observers by kind, and institutions in the order of their states."""
    groups: dict[str, list[Organisation]] = defaultdict(list)
    for one in Organisation.objects.select_related("state").annotate(number_of_mandates=Count("mandates")):
        groups[Sector.CIVIL_SOCIETY if one.is_observer else one.sector].append(one)
    titles = [
        (Sector.SECRETARIAT, _("Technical Secretariat"), ""),
        (Sector.CIVIL_SOCIETY, _("Observers"), _("Kind")),
        (Sector.INSTITUTION, _("Institutions of states"), _("State")),
    ]
    return [
        Kind(title, column, sorted(groups[sector], key=_by_body_and_name))
        for sector, title, column in titles
        if sector in groups
    ]


def _by_body_and_name(organisation: Organisation) -> tuple[str, str]:
    body = organisation.get_sector_display() if organisation.is_observer else organisation.state or ""
    return plain(str(body)), plain(str(organisation.name))


def places(shown: State | None = None) -> SafeString:
    """The map with the column and row of every state; `shown` stands out. A tile leads to where it is moved."""
    tiles = [
        Tile(
            code=state.code,
            name=f"{state.column} · {state.row}",
            address=reverse("network:place_state", args=[state.code.lower()]),
            column=state.column,
            row=state.row,
            first=state == shown,
            label=_("%(state)s: column %(column)d, row %(row)d")
            % {"state": state.name, "column": state.column, "row": state.row},
        )
        for state in State.objects.all()
    ]
    return drawn_map(tiles, title=_("Places on the map"))
