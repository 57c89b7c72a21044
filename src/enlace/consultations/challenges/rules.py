from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge
from enlace.consultations.parties import ACTING_MEMBER
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.models import State
from enlace.network.parties import OWN_FOCAL_POINT, SECRETARIAT
from enlace.network.roles import roles_of


@allows(
    SECRETARIAT,
    ACTING_MEMBER,
    COMMAND_LINE,
    does=_("Propose a challenge"),
    condition=_("a focal point or alternate for their own state; the secretariat for itself or for any state"),
)
def can_add_challenge(user: Anyone | None, *states: State | None) -> bool:
    """Without a state: whether they may propose one at all."""
    if user is None or roles_of(user).is_secretary:
        return True
    return all(state is not None and roles_of(user).acts_for(state.pk) for state in states)


@allows(
    SECRETARIAT,
    OWN_FOCAL_POINT,
    COMMAND_LINE,
    does=_("Change the words and the level of a challenge"),
    condition=_("it is not withdrawn; once an adopted priority answers it, the secretariat alone"),
)
def can_change_challenge(user: Anyone | None, challenge: Challenge) -> bool:
    if challenge.withdrawn_on is not None:
        return False
    return user is None or roles_of(user).is_secretary or not challenge.priorities.exists()


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Set who proposed a challenge, when, and who sees it"),
    condition=_("it is not withdrawn"),
)
def can_set_challenge(user: Anyone | None, challenge: Challenge) -> bool:
    return challenge.withdrawn_on is None


@allows(
    SECRETARIAT,
    OWN_FOCAL_POINT,
    COMMAND_LINE,
    does=_("Withdraw a challenge"),
    condition=_("it is not withdrawn, and no adopted priority answers it"),
)
def can_withdraw_challenge(user: Anyone | None, challenge: Challenge) -> bool:
    return challenge.withdrawn_on is None and not challenge.priorities.exists()


@allows(
    SECRETARIAT,
    OWN_FOCAL_POINT,
    COMMAND_LINE,
    does=_("Restore a challenge that was withdrawn"),
    condition=_("it is withdrawn"),
)
def can_restore_challenge(user: Anyone | None, challenge: Challenge) -> bool:
    return challenge.withdrawn_on is not None


@allows(
    OWN_FOCAL_POINT,
    COMMAND_LINE,
    does=_("Say for their state that it faces a challenge too"),
    condition=_("another proposed it, and it is not withdrawn"),
)
def can_share_challenge(user: Anyone | None, state: State, challenge: Challenge) -> bool:
    return challenge.withdrawn_on is None and challenge.state_id != state.pk


@allows(OWN_FOCAL_POINT, COMMAND_LINE, does=_("Take back that their state faces a challenge too"))
def can_stop_sharing_challenge(user: Anyone | None, state: State, challenge: Challenge) -> bool:
    return True
