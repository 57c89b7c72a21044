from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.meetings.models import Approval, Decision, Meeting, Session
from enlace.meetings.parties import HOST
from enlace.network.models import State
from enlace.network.parties import OWN_FOCAL_POINT, SECRETARIAT
from enlace.network.roles import roles_of

NOT_FIXED = _("the minutes are neither being approved nor approved")


def _does_it(user: Anyone, *things: Any) -> bool:
    if not things:
        return False
    roles = roles_of(user)
    return roles.acts_for(things[0].state_id) or things[0].organisation_id in roles.organisations


OWNER = Party(_("focal point or alternate of the state that does it, or the observer that does it"), _does_it)


def fixed(meeting: Meeting) -> bool:
    """Whether minutes and decisions stay as they are: a round is open, or one was approved."""
    return Approval.objects.binding().filter(meeting=meeting).exists()


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Write the minutes of a session"),
    condition=_("the session is not cancelled, and the minutes are neither being approved nor approved"),
)
def can_write_minutes(user: Anyone | None, session: Session) -> bool:
    return session.cancelled_at is None and not fixed(session.meeting)


@allows(SECRETARIAT, HOST, COMMAND_LINE, does=_("Record a decision of a meeting"), condition=NOT_FIXED)
def can_record_decision(user: Anyone | None, meeting: Meeting) -> bool:
    return not fixed(meeting)


@allows(SECRETARIAT, HOST, COMMAND_LINE, does=_("Change a decision"), condition=NOT_FIXED)
def can_change_decision(user: Anyone | None, decision: Decision) -> bool:
    return not fixed(decision.meeting)


@allows(SECRETARIAT, HOST, COMMAND_LINE, does=_("Remove a decision"), condition=NOT_FIXED)
def can_remove_decision(user: Anyone | None, decision: Decision) -> bool:
    return not fixed(decision.meeting)


@allows(SECRETARIAT, OWNER, COMMAND_LINE, does=_("Mark a decision as done"), condition=_("it is not done"))
def can_finish_decision(user: Anyone | None, decision: Decision) -> bool:
    return decision.done_on is None


@allows(SECRETARIAT, OWNER, COMMAND_LINE, does=_("Take back that a decision is done"), condition=_("it is done"))
def can_reopen_decision(user: Anyone | None, decision: Decision) -> bool:
    return decision.done_on is not None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Circulate the minutes of a meeting for approval"), condition=NOT_FIXED)
def can_open_approval(user: Anyone | None, meeting: Meeting) -> bool:
    return not fixed(meeting)


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Withdraw minutes that circulate for approval"),
    condition=_("the round is open and its last day has not passed"),
)
def can_withdraw_approval(user: Anyone | None, approval: Approval) -> bool:
    return approval.settled_at is None and approval.closes_on >= today()


@allows(
    OWN_FOCAL_POINT,
    COMMAND_LINE,
    does=_("Approve the minutes of a meeting for their state, or object to them"),
    condition=_("the round is open, its last day has not passed, and the state was a member when it opened"),
)
def can_answer_approval(user: Anyone | None, state: State, approval: Approval) -> bool:
    if approval.settled_at is not None or approval.closes_on < today():
        return False
    return State.objects.members(timezone.localdate(approval.opened_at)).filter(pk=state.pk).exists()
