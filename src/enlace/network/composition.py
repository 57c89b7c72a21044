"""Who belongs to the network on a day. It follows from dated memberships alone, so that a past one never changes."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef
from django.utils.functional import Promise

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.network.dated import on_day
from enlace.network.models import OBSERVER_SECTORS, Mandate, Membership, Organisation, State
from enlace.network.spans import Span
from enlace.network.spans import joined as merged


@dataclass(frozen=True)
class Member:
    """A state that belongs on the day. `launched` stays with a state that left and came back.

    `until` is what is known of it now; the composition of the day is the same without it.
    """

    state: State
    since: date
    launched: bool
    source: str
    illustrative: bool
    until: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Observer:
    organisation: Organisation
    since: date
    source: str
    illustrative: bool
    until: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Composition:
    """States and observers by name, as the reader's language orders them."""

    day: date
    states: tuple[Member, ...]
    observers: tuple[Observer, ...]

    @property
    def is_todays(self) -> bool:
        return self.day == today()

    @property
    def launched(self) -> list[Member]:
        return [member for member in self.states if member.launched]

    @property
    def sectors(self) -> list[tuple[str | Promise, list[Observer]]]:
        """Observers by kind, in the order of the kinds; a kind without any is left out."""
        grouped = [
            (sector.label, [one for one in self.observers if one.organisation.sector == sector])
            for sector in OBSERVER_SECTORS
        ]
        return [(label, found) for label, found in grouped if found]

    @property
    def sources(self) -> list[str]:
        """Where it is written, each once."""
        written = [*(one.source for one in self.states), *(one.source for one in self.observers)]
        return list(dict.fromkeys(filter(None, written)))

    @property
    def ends(self) -> bool:
        """Whether it is known of one of the states when it left."""
        return any(member.until for member in self.states)


@dataclass(frozen=True)
class Change:
    """`day` is the first on which a state belonged, or the last."""

    state: State
    day: date


@dataclass(frozen=True)
class Changes:
    joined: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()


def composition_on(day: date) -> Composition:
    return Composition(day, members_on(day), observers_on(day))


def members_on(day: date) -> tuple[Member, ...]:
    launched = Membership.objects.filter(state=OuterRef("state"), launched=True, since__lte=day)
    rows: Any = Membership.objects.of_states().on(day).annotate(has_launched=Exists(launched)).select_related("state")
    members = [Member(row.state, row.since, row.has_launched, row.source, row.illustrative, row.until) for row in rows]
    return tuple(sorted(members, key=lambda one: plain(one.state.name)))


def observers_on(day: date) -> tuple[Observer, ...]:
    rows = Membership.objects.of_observers().on(day).select_related("organisation__state")
    observers = [
        Observer(row.organisation, row.since, row.source, row.illustrative or row.organisation.illustrative, row.until)
        for row in rows
        if row.organisation
    ]
    return tuple(sorted(observers, key=lambda one: plain(str(one.organisation.name))))


def changes_in(year: int) -> Changes:
    """The states that began or ceased to belong in a year; one that goes on without a day's break did neither."""
    spans: dict[State, list[Span]] = defaultdict(list)
    for row in Membership.objects.of_states().select_related("state").order_by("state__code"):
        if row.state:
            spans[row.state].append((row.since, row.until))
    whole = [(state, since, until) for state, found in spans.items() for since, until in merged(found)]
    begun = [Change(state, since) for state, since, _until in whole if since.year == year]
    ended = [Change(state, until) for state, _since, until in whole if until and until.year == year]
    return Changes(tuple(sorted(begun, key=_by_name)), tuple(sorted(ended, key=_by_name)))


def _by_name(change: Change) -> str:
    return plain(change.state.name)


def years() -> range:
    """From the year of the first membership of a state to the running one; empty while there is none."""
    first = Membership.objects.of_states().aggregate(first=Min("since"))["first"]
    return range(first.year, today().year + 1) if first else range(0)


def day_of_year(year: int) -> date:
    """The day on which the composition of a year is that of its last day, or today's while it runs."""
    return min(date(year, 12, 31), today())


def focal_points_on(day: date, viewer: Anyone) -> dict[int, Mandate]:
    """By the id of the state that belongs on that day; without those that `viewer` may not see."""
    rows = Mandate.objects.visible_to(viewer).focal_points().on(day).filter(on_day(day, "state__memberships__"))
    return {row.state_id: row for row in rows.select_related("organisation", "person") if row.state_id}


def codes_on(day: date) -> list[str]:
    """The ISO codes of the member states, in their order."""
    return list(State.objects.members(day).order_by("code").values_list("code", flat=True))
