"""Who approves the delegation of a state: not everybody who may name it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import Party
from enlace.network.roles import Role, roles_of

APPROVING = (Role.FOCAL_POINT, Role.VALIDATOR)


def _approves(user: Anyone, *things: Any) -> bool:
    state = things[0].state_id if things else None
    return state is not None and any(part.state_id == state and part.role in APPROVING for part in roles_of(user).parts)


OWN_APPROVER = Party(_("focal point or validator of the state"), _approves)
