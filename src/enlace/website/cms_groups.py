"""The CMS looks in groups for what somebody may do. Who is in them follows from mandates, as all rights do."""

from collections.abc import Iterable

from django.db.models import Q

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.network.dated import on_day
from enlace.network.roles import Role, roles_of
from enlace.website.site_tree import EDITORS, SECRETARIAT


def groups_for(user: Anyone) -> frozenset[str]:
    """The names of the groups to which `user` belongs today, whatever the rows say."""
    roles = roles_of(user)
    belongs = {SECRETARIAT: roles.is_secretary, EDITORS: roles.is_editor}
    return frozenset(name for name, here in belongs.items() if here)


def who_may_differ() -> Iterable[User]:
    """Everybody who is in a group or belongs in one today: few of all who have an account."""
    holds = Q(person__mandates__role__in=(Role.SECRETARY, Role.EDITOR)) & on_day(today(), "person__mandates__")
    found = User.objects.filter(Q(groups__isnull=False) | Q(is_superuser=True) | holds)
    return found.distinct().prefetch_related("groups")
