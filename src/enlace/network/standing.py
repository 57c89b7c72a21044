"""How somebody stands in the network: whose part they play today and until when, or since when no more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.network.models import Listing, Mandate, Membership, Person, Role
from enlace.network.models.people import MandateQuerySet
from enlace.network.roles import OF_STATES, roles_of
from enlace.network.spans import Span, covers, shared


@dataclass(frozen=True)
class Holding:
    """A mandate with the days on which it gives its rights: while it lasts and its state or observer belongs."""

    mandate: Mandate
    since: date
    until: date | None

    @property
    def part(self) -> str:
        return part_in_words(self.mandate)


@dataclass(frozen=True)
class Standing:
    """`last` is what ended last and `next` what begins next; both matter where `current` is empty."""

    current: tuple[Holding, ...] = ()
    last: Holding | None = None
    next: Holding | None = None


def standing_of(user: Anyone, day: date | None = None) -> Standing:
    """Asked once for each user object and day, as `roles_of` is."""
    if not isinstance(user, User) or not user.is_active:
        return Standing()
    day = day or today()
    kept: dict[date, Standing] = user.__dict__.setdefault("_standings", {})
    if day not in kept:
        kept[day] = _standing(_holdings(user), day)
    return kept[day]


def _standing(holdings: list[Holding], day: date) -> Standing:
    ended = [one for one in holdings if one.until and one.until < day]
    return Standing(
        tuple(one for one in holdings if covers((one.since, one.until), day)),
        max(ended, key=lambda one: one.until or day, default=None),
        min((one for one in holdings if one.since > day), key=lambda one: one.since, default=None),
    )


def _holdings(user: User) -> list[Holding]:
    mandates = (
        Mandate.objects.filter(person__user=user, person__erased_at=None)
        .select_related("state", "organisation")
        .prefetch_related("state__memberships", "organisation__memberships")
        .order_by("pk")
    )
    return [Holding(mandate, since, until) for mandate in mandates for since, until in _days_of_rights(mandate)]


def _days_of_rights(mandate: Mandate) -> list[Span]:
    span: Span = (mandate.since, mandate.until)
    body: Any = mandate.state if mandate.role in OF_STATES else mandate.organisation
    if mandate.role not in (*OF_STATES, Role.OBSERVER):
        return [span]
    return shared(span, [(membership.since, membership.until) for membership in body.memberships.all()])


def giving_rights_on(day: date) -> MandateQuerySet:
    """The mandates that last on `day`, in states and observers that belong on it."""
    members = Membership.objects.on(day)
    belongs = Q(role__in=OF_STATES) & Exists(members.filter(state=OuterRef("state")))
    observes = Q(role=Role.OBSERVER) & Exists(members.filter(organisation=OuterRef("organisation")))
    return Mandate.objects.on(day).filter(belongs | observes | ~Q(role__in=(*OF_STATES, Role.OBSERVER)))


def part_in_words(mandate: Mandate) -> str:
    """As what somebody acts, within a sentence: focal point of Uruguay."""
    if mandate.role in OF_STATES:
        return _("%(role)s of %(state)s") % {"role": mandate.get_role_display(), "state": mandate.state}
    if mandate.role == Role.OBSERVER:
        return _("observer for %(organisation)s") % {"organisation": mandate.organisation}
    if mandate.role == Role.HOST:
        return _("host, for %(organisation)s") % {"organisation": mandate.organisation}
    return _("member of the secretariat") if mandate.role == Role.SECRETARY else mandate.get_role_display()


def signed_in_as(user: Anyone) -> str:
    """For the head of the workspace: Focal point · Uruguay."""
    parts = [_short(holding.mandate) for holding in standing_of(user).current]
    if not parts and roles_of(user).is_administrator:
        parts = [_("Administrator")]
    return ", ".join(dict.fromkeys(parts))


def _short(mandate: Mandate) -> str:
    role = capfirst(mandate.get_role_display())
    named = mandate.organisation if mandate.role in (Role.OBSERVER, Role.HOST) else ""
    body = mandate.state if mandate.role in OF_STATES else named
    return f"{role} · {body}" if body else role


def addresses_of_the_secretariat() -> list[str]:
    """E-mail addresses of those of the secretariat who chose to be listed with their contact."""
    people = Person.objects.filter(
        mandates__in=giving_rights_on(today()).filter(role=Role.SECRETARY), listing=Listing.CONTACT, erased_at=None
    )
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))
