"""One idea of who may see what: every record has one audience."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.network.roles import OF_STATES, Role, roles_of


class Audience(models.TextChoices):
    PUBLIC = "public", _("everybody")
    NETWORK = "network", _("members and observers")
    MEMBERS = "members", _("member states and secretariat")
    SECRETARIAT = "secretariat", _("the secretariat alone")
    INVITED = "invited", _("those named")


def roles_within(audience: str) -> tuple[str, ...]:
    """The roles whose holders are within an audience; of `invited`, the roles that those named may have."""
    if audience == Audience.PUBLIC:
        return tuple(Role)
    if audience == Audience.SECRETARIAT:
        return (Role.SECRETARY,)
    members = (*OF_STATES, Role.SECRETARY)
    return members if audience == Audience.MEMBERS else (*members, Role.OBSERVER)


def within_audience(user: Anyone, *, invited: str = "invited") -> Q:
    """The rows that `user` may see of a model with a field `audience` and, by the way `invited`, the people named.

    The secretariat sees all. Use it as `self.filter(pk__in=self.model.objects.filter(within_audience(user)))` where
    `invited` is many-to-many, or rows may come twice.
    """
    roles = roles_of(user)
    if roles.is_secretary:
        return Q()
    seen = [Audience.PUBLIC]
    if roles.is_of_the_network:
        seen.append(Audience.NETWORK)
    if roles.is_member:
        seen.append(Audience.MEMBERS)
    within = Q(audience__in=seen)
    if roles.is_of_the_network:
        people = {part.person_id for part in roles.parts}
        within |= Q(audience=Audience.INVITED, **{f"{invited}__in": people})
    return within
