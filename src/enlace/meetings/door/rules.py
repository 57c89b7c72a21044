from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.meetings.models import Delegate, Delegation, Meeting, Session, SessionKind
from enlace.meetings.parties import HOST, OWN_DELEGATION
from enlace.network.parties import MEMBERS, SECRETARIAT


@allows(SECRETARIAT, HOST, does=_("Keep the door of a meeting, and take its attendance away as a table"))
def can_keep_door(user: Anyone | None, meeting: Meeting) -> bool:
    return True


@allows(SECRETARIAT, HOST, does=_("Print the badges of a meeting"))
def can_print_badges(user: Anyone | None, meeting: Meeting) -> bool:
    return True


@allows(
    SECRETARIAT,
    HOST,
    OWN_DELEGATION,
    does=_("Print the letter that invites a delegation"),
    condition=_("it is invited, and the meeting is not cancelled"),
)
def can_print_letter(user: Anyone | None, delegation: Delegation) -> bool:
    return delegation.invited_at is not None and delegation.meeting.cancelled_at is None


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Check a delegate in at the door"),
    condition=_("their delegation is approved, and they have not withdrawn"),
)
def can_check_in(user: Anyone | None, delegate: Delegate) -> bool:
    return delegate.withdrawn_at is None and delegate.delegation.approved_at is not None


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Record which delegations are there in a session"),
    condition=_("it is no break, and not cancelled"),
)
def can_record_attendance(user: Anyone | None, session: Session) -> bool:
    return session.kind != SessionKind.BREAK and session.cancelled_at is None


@allows(MEMBERS, HOST, does=_("See which delegations are there in a session that they see"))
def can_see_attendance(user: Anyone | None, meeting: Meeting) -> bool:
    return True
