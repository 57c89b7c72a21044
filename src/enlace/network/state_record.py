"""What the page of a member state says, for one viewer."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.network.cards import Card, card_of
from enlace.network.models import Mandate, Membership, Nomination, Organisation, Role, State
from enlace.network.roles import OF_STATES, roles_of


@dataclass(frozen=True)
class Held:
    """A mandate of the state, past, present or to come, with its letter where the viewer may read it."""

    card: Card
    letter: Nomination | None


@dataclass(frozen=True)
class StateRecord:
    state: State
    day: date
    memberships: tuple[Membership, ...]
    held: tuple[Held, ...]
    focal_point_named: bool
    before: State | None
    after: State | None

    @cached_property
    def membership(self) -> Membership | None:
        """The one that lasts."""
        return next((one for one in self.memberships if one.lasts_on(self.day)), None)

    @cached_property
    def left(self) -> Membership | None:
        """The last one of a state that belonged once."""
        over = [one for one in self.memberships if one.until and one.until < self.day]
        return over[-1] if over and not self.membership else None

    @property
    def launched(self) -> bool:
        return any(one.launched for one in self.memberships)

    def _now(self, role: str) -> list[Held]:
        current = [one for one in self.held if one.card.mandate.lasts_on(self.day)] if self.membership else []
        return [one for one in current if one.card.mandate.role == role]

    @cached_property
    def focal_point(self) -> Held | None:
        return next(iter(self._now(Role.FOCAL_POINT)), None)

    @property
    def others(self) -> list[Held]:
        return [*self._now(Role.ALTERNATE), *self._now(Role.VALIDATOR)]

    @property
    def institution(self) -> Organisation | None:
        return self.focal_point.card.organisation if self.focal_point else None

    @property
    def history(self) -> list[Held]:
        """What is over, newest first."""
        return [one for one in self.held if one.card.until and one.card.until < self.day]


def state_record(state: State, viewer: Anyone) -> StateRecord:
    day = today()
    mandates = Mandate.objects.visible_to(viewer).filter(state=state, role__in=OF_STATES)
    if not roles_of(viewer).is_member:
        mandates = mandates.on(day)
    letters = {one.pk: one for one in Nomination.objects.visible_to(viewer).filter(state=state)}
    held = [
        Held(card, letters.get(mandate.nomination_id or 0))
        for mandate in mandates.select_related("person", "organisation", "state")
        if (card := card_of(mandate, viewer))
    ]
    ordered = sorted(State.objects.visible_to(viewer), key=lambda one: plain(one.name))
    place = ordered.index(state)
    return StateRecord(
        state=state,
        day=day,
        memberships=tuple(Membership.objects.visible_to(viewer).filter(state=state)),
        held=tuple(held),
        focal_point_named=Mandate.objects.focal_points().on(day).filter(state=state).exists(),
        before=ordered[place - 1] if place else None,
        after=ordered[place + 1] if place + 1 < len(ordered) else None,
    )
