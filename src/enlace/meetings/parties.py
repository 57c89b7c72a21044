"""The parties of meetings. They hold for a meeting and for everything that belongs to one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.permission import Party
from enlace.meetings.models import (
    Approval,
    Contribution,
    Delegate,
    Delegation,
    Meeting,
    Paper,
    PaperText,
    Photo,
    Session,
    Speaker,
)
from enlace.network.roles import roles_of


def meeting_of(thing: Any) -> Meeting:
    """The meeting that a thing belongs to. Raises TypeError for what belongs to none."""
    match thing:
        case Meeting():
            return thing
        case Session() | Delegation() | Approval() | Photo():
            return thing.meeting
        case Speaker() | Paper():
            return thing.session.meeting
        case Delegate():
            return thing.delegation.meeting
        case PaperText():
            return thing.paper.session.meeting
        case Contribution():
            return thing.speaker.session.meeting
    if isinstance(getattr(thing, "meeting", None), Meeting):
        return thing.meeting
    raise TypeError(f"{type(thing).__name__} belongs to no meeting")


def hosts(user: Anyone, meeting: Meeting) -> bool:
    """Of the institution that hosts it, until its last day."""
    return meeting.host_id in roles_of(user).hosts and meeting.ends_on >= today()


def _delegation_of(thing: Any) -> Delegation:
    return thing.delegation if isinstance(thing, Delegate) else thing


def _acts(user: Anyone, thing: Any) -> bool:
    delegation, roles = _delegation_of(thing), roles_of(user)
    return roles.acts_for(delegation.state_id) or delegation.organisation_id in roles.organisations


def _speaks(user: Anyone, thing: Any) -> bool:
    speaker: Speaker = thing.speaker if isinstance(thing, Contribution) else thing
    return user.is_authenticated and speaker.person is not None and speaker.person.user_id == user.pk


HOST = Party(
    _("the host institution, until the last day of the meeting"),
    lambda user, *things: bool(things) and hosts(user, meeting_of(things[0])),
)
OWN_DELEGATION = Party(
    _("focal point or alternate of the state, or the observer itself"),
    lambda user, *things: bool(things) and _acts(user, things[0]),
)
DELEGATE = Party(
    _("the delegate themself"),
    lambda user, *things: user.is_authenticated and bool(things) and things[0].person.user_id == user.pk,
)
SPEAKER = Party(_("the speaker themself"), lambda user, *things: bool(things) and _speaks(user, things[0]))
