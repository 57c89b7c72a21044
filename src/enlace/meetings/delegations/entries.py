from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.meetings.delegations.queries import Next, Standing, next_of, standings
from enlace.meetings.delegations.rules import can_answer_invitation
from enlace.meetings.delegations.stages import Stage
from enlace.meetings.models import Delegate, Delegation, Meeting
from enlace.meetings.models.delegations import DelegationQuerySet
from enlace.meetings.parties import hosts
from enlace.network.roles import roles_of


def _reader(request: HttpRequest) -> Anyone:
    reader: Anyone = getattr(request, "user", AnonymousUser())
    return reader


def delegations_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    """Members and organisers; observers have their own alone."""
    reader = _reader(request)
    if not roles_of(reader).is_member and not hosts(reader, meeting):
        return None
    return entry_to(reverse("meetings:delegations", args=[meeting.pk]), _("Delegations"), request)


def own_delegation_entry(request: HttpRequest, meeting: Meeting) -> Entry | None:
    own = _own(_reader(request), meeting).first()
    return entry_to(own.get_absolute_url(), _("My delegation"), request) if own else None


def _own(reader: Anyone, meeting: Meeting) -> DelegationQuerySet:
    roles = roles_of(reader)
    if not roles.states and not roles.organisations:
        return Delegation.objects.none()
    own = Q(state__in=roles.states) | Q(organisation__in=roles.organisations)
    return Delegation.objects.filter(own, meeting=meeting)


@dataclass(frozen=True)
class Own:
    """What the page of a meeting says of somebody's own delegation."""

    delegation: Delegation
    stage: Stage
    named: int
    registered: int
    is_late: bool
    next: Next
    may_answer: bool


def own_delegation_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """Also after the meeting: who came."""
    reader = _reader(request)
    found = standings(_own(reader, meeting), reader)
    if not found:
        return None
    delegates = list(Delegate.objects.named().filter(delegation__in=[one.delegation for one in found]))
    return Panel(
        "meetings/panels/own_delegation.html", {"delegations": [_shown(one, delegates, reader) for one in found]}
    )


def _shown(one: Standing, delegates: list[Delegate], reader: Anyone) -> Own:
    named = [delegate for delegate in delegates if delegate.delegation_id == one.delegation.pk]
    may_answer = not one.delegation.answer and can_answer_invitation(reader, one.delegation)
    follows = next_of(one.delegation, named)
    return Own(one.delegation, one.stage, one.named, one.registered, one.is_late, follows, may_answer)
