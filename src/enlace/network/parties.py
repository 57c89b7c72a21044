"""The parties that rules name. Each looks at who asks and, where it matters, at the thing asked about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.permission import Party
from enlace.network.models import Person, State
from enlace.network.roles import Roles, roles_of


def states_of(thing: Any) -> set[int]:
    """Ids of the states that a thing belongs to: itself, its `state`, or a person's by mandates that are not over."""
    if isinstance(thing, State):
        return {thing.pk}
    if isinstance(thing, Person):
        lasting = [one for one in thing.mandates.all() if one.until is None or one.until >= today()]
        return {mandate.state_id for mandate in lasting if mandate.state_id}
    return {thing.state_id} if getattr(thing, "state_id", None) else set()


def _of_own_state(holds: Any) -> Any:
    def look(user: Anyone, *things: Any) -> bool:
        roles: Roles = roles_of(user)
        return any(holds(roles, state) for thing in things[:1] for state in states_of(thing))

    return look


SIGNED_IN = Party(_("everybody who is signed in"), lambda user, *things: user.is_authenticated)
THE_NETWORK = Party(_("members and observers"), lambda user, *things: roles_of(user).is_of_the_network)
MEMBERS = Party(_("member states and the secretariat"), lambda user, *things: roles_of(user).is_member)
SECRETARIAT = Party(_("the secretariat"), lambda user, *things: roles_of(user).is_secretary)
EDITOR = Party(_("editors of the site"), lambda user, *things: roles_of(user).is_editor)
OWN_FOCAL_POINT = Party(
    _("focal point or alternate of the state"), _of_own_state(lambda roles, state: roles.acts_for(state))
)
OWN_VALIDATOR = Party(_("validator of the state"), _of_own_state(lambda roles, state: roles.clears_for(state)))
THEMSELF = Party(
    _("the person themself"),
    lambda user, person, *things: user.is_authenticated and person.user_id == user.pk,
)
