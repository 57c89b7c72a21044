"""Whose part somebody plays today. Everything else (rules, audiences, the CMS) follows from this."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.network.dated import on_day


class Role(models.TextChoices):
    FOCAL_POINT = "focal_point", _("focal point")
    ALTERNATE = "alternate", _("alternate")
    VALIDATOR = "validator", _("validator")
    OBSERVER = "observer", _("observer")
    SECRETARY = "secretary", _("secretariat")
    EDITOR = "editor", _("editor of the site")
    HOST = "host", _("host institution")
    TREASURER = "treasurer", _("treasury")
    COMPTROLLER = "comptroller", _("control of the treasury")


OF_STATES = (Role.FOCAL_POINT, Role.ALTERNATE, Role.VALIDATOR)
ACTING = (Role.FOCAL_POINT, Role.ALTERNATE)
"""Those who speak for their state; a validator clears what they drafted."""
OF_THE_TREASURY = (Role.TREASURER, Role.COMPTROLLER)
"""Who alone reads who gave; the administrator gives these roles."""


@dataclass(frozen=True)
class Part:
    """One role on one day, for one state or organisation."""

    role: str
    state_id: int | None = None
    organisation_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Roles:
    """The parts that somebody plays on a day; none for who only has an account."""

    parts: tuple[Part, ...] = ()
    is_administrator: bool = False

    def _plays(self, *roles: str) -> bool:
        return any(part.role in roles for part in self.parts)

    @property
    def is_secretary(self) -> bool:
        return self.is_administrator or self._plays(Role.SECRETARY)

    @property
    def is_editor(self) -> bool:
        return self._plays(Role.EDITOR)

    @property
    def is_treasurer(self) -> bool:
        return self._plays(Role.TREASURER)

    @property
    def is_comptroller(self) -> bool:
        return self._plays(Role.COMPTROLLER)

    @property
    def is_of_the_treasury(self) -> bool:
        """Not the administrator by that alone: who gave is no matter of theirs."""
        return self._plays(*OF_THE_TREASURY)

    @property
    def is_observer(self) -> bool:
        return self._plays(Role.OBSERVER)

    @property
    def is_member(self) -> bool:
        """Of the states or the secretariat."""
        return self.is_secretary or self._plays(*OF_STATES)

    @property
    def is_of_the_network(self) -> bool:
        return self.is_member or self.is_observer

    @property
    def needs_second_factor(self) -> bool:
        return self.is_secretary or self._plays(Role.VALIDATOR, Role.EDITOR, *OF_THE_TREASURY)

    @property
    def states(self) -> frozenset[int]:
        """Ids of the states for which somebody holds any role."""
        return frozenset(part.state_id for part in self.parts if part.state_id is not None)

    @property
    def organisations(self) -> frozenset[int]:
        """Ids of the organisations for which somebody observes."""
        return frozenset(
            part.organisation_id for part in self.parts if part.role == Role.OBSERVER and part.organisation_id
        )

    @property
    def hosts(self) -> frozenset[int]:
        """Ids of the institutions for which somebody prepares and runs a meeting that they host."""
        return frozenset(part.organisation_id for part in self.parts if part.role == Role.HOST and part.organisation_id)

    def acts_for(self, state_id: int | None) -> bool:
        return any(part.state_id == state_id and part.role in ACTING for part in self.parts if part.state_id)

    def clears_for(self, state_id: int | None) -> bool:
        return any(part.state_id == state_id and part.role == Role.VALIDATOR for part in self.parts if part.state_id)


NOBODY = Roles()


def roles_of(user: Anyone, day: date | None = None) -> Roles:
    """The parts of `user` on `day` (today): of mandates that last, in states and observers that belong on that day.

    Asked once for each user object and day, as Django does with permissions: fetch the user anew to ask again.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    day = day or today()
    kept: dict[date, Roles] = user.__dict__.setdefault("_roles", {})
    if day not in kept:
        kept[day] = Roles(tuple(_parts(user, day)), user.is_superuser)
    return kept[day]


def stand_in(roles: Roles) -> User:
    """An account of nobody that plays these roles today: what is `visible_to` it is what the roles see, and no more.

    For what is read in the eyes of a body and not of a person. It is in no database, and must not be saved.
    """
    account = User(pk=-1)
    account.__dict__["_roles"] = {today(): roles}
    return account


def _parts(user: User, day: date) -> list[Part]:
    way = "person__mandates__"
    belongs = Q(person__mandates__role__in=OF_STATES) & on_day(day, f"{way}state__memberships__")
    observes = Q(person__mandates__role=Role.OBSERVER) & on_day(day, f"{way}organisation__memberships__")
    runs_it = Q(person__mandates__role__in=(Role.SECRETARY, Role.EDITOR, Role.HOST, *OF_THE_TREASURY))
    rows = (
        User.objects.filter(on_day(day, way), belongs | observes | runs_it, pk=user.pk, person__erased_at=None)
        .values_list(f"{way}role", f"{way}state", f"{way}organisation", "person")
        .order_by(f"{way}pk")
        .distinct()
    )
    return [Part(*row) for row in rows]
