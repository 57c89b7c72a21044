from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.meetings.delegations.parties import OWN_APPROVER
from enlace.meetings.models import Delegate, Delegation, Meeting
from enlace.meetings.models.delegations import Answer
from enlace.meetings.parties import DELEGATE, HOST, OWN_DELEGATION
from enlace.network.audiences import Audience
from enlace.network.parties import SECRETARIAT, THE_NETWORK


def takes_place(meeting: Meeting) -> bool:
    """It is neither cancelled nor over."""
    return meeting.cancelled_at is None and not meeting.is_over


def _takes_shape(delegation: Delegation) -> bool:
    return delegation.answer == Answer.COMING and takes_place(delegation.meeting)


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Invite states and observers to a meeting"),
    condition=_("it is neither over nor cancelled, and not for the secretariat alone"),
)
def can_invite_delegations(user: Anyone | None, meeting: Meeting) -> bool:
    return takes_place(meeting) and meeting.audience != Audience.SECRETARIAT


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Take back the invitation to a meeting"),
    condition=_("it was not answered, and nobody was named"),
)
def can_take_back_invitation(user: Anyone | None, delegation: Delegation) -> bool:
    return not delegation.answer and not delegation.delegates.exists()


@allows(
    OWN_DELEGATION,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Answer the invitation to a meeting, or change the answer"),
    condition=_("the meeting is neither over nor cancelled"),
)
def can_answer_invitation(user: Anyone | None, delegation: Delegation) -> bool:
    return delegation.invited_at is not None and takes_place(delegation.meeting)


@allows(
    OWN_DELEGATION,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Name who comes with a delegation"),
    condition=_("it takes part, and the meeting is neither over nor cancelled"),
)
def can_name_delegate(user: Anyone | None, delegation: Delegation) -> bool:
    return _takes_shape(delegation)


@allows(
    OWN_DELEGATION,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Change what is said of a delegate"),
    condition=_("not withdrawn, and the meeting is neither over nor cancelled"),
)
def can_change_delegate(user: Anyone | None, delegate: Delegate) -> bool:
    return delegate.withdrawn_at is None and _takes_shape(delegate.delegation)


@allows(
    OWN_DELEGATION,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Withdraw a delegate"),
    condition=_("not withdrawn yet, and the meeting is neither over nor cancelled"),
)
def can_withdraw_delegate(user: Anyone | None, delegate: Delegate) -> bool:
    return delegate.withdrawn_at is None and takes_place(delegate.delegation.meeting)


@allows(
    OWN_DELEGATION,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Submit a delegation; an observer's is approved by that"),
    condition=_("it takes part, somebody was named, and it is not submitted yet"),
)
def can_submit_delegation(user: Anyone | None, delegation: Delegation) -> bool:
    waits = delegation.submitted_at is None and _takes_shape(delegation)
    return waits and delegation.delegates.named().exists()


@allows(
    OWN_APPROVER,
    COMMAND_LINE,
    does=_("Approve the delegation of a state"),
    condition=_("it was submitted, and is not approved yet"),
)
def can_approve_delegation(user: Anyone | None, delegation: Delegation) -> bool:
    return _waits_for_approval(delegation)


@allows(
    OWN_APPROVER,
    COMMAND_LINE,
    does=_("Send the delegation of a state back, with the reason"),
    condition=_("it was submitted, and is not approved yet"),
)
def can_send_back_delegation(user: Anyone | None, delegation: Delegation) -> bool:
    return _waits_for_approval(delegation)


def _waits_for_approval(delegation: Delegation) -> bool:
    return delegation.submitted_at is not None and delegation.approved_at is None and _takes_shape(delegation)


@allows(
    DELEGATE,
    OWN_DELEGATION,
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Register a delegate, with what they need"),
    condition=_("the delegation is approved, the delegate not withdrawn, and the meeting neither over nor cancelled"),
)
def can_register_delegate(user: Anyone | None, delegate: Delegate) -> bool:
    return may_register(delegate)


@allows(
    OWN_DELEGATION,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Send a delegate another link to register"),
    condition=_("the delegation is approved, the delegate not withdrawn, and the meeting neither over nor cancelled"),
)
def can_send_registration(user: Anyone | None, delegate: Delegate) -> bool:
    return may_register(delegate) and bool(delegate.person.email)


def may_register(delegate: Delegate) -> bool:
    """Whether registering is open for a delegate, whoever does it."""
    delegation = delegate.delegation
    return delegate.withdrawn_at is None and delegation.approved_at is not None and takes_place(delegation.meeting)


@allows(THE_NETWORK, HOST, does=_("See who comes to a meeting; observers, their own delegation"))
def can_list_delegations(user: Anyone | None, meeting: Meeting) -> bool:
    return True


@allows(SECRETARIAT, HOST, does=_("See how all invited stand, and take the list of participants with their needs"))
def can_export_participants(user: Anyone | None, meeting: Meeting) -> bool:
    return True
