"""What delegations expect of people before a meeting, for the workspace and the mail of welcome."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.meetings.delegations.parties import APPROVING
from enlace.meetings.delegations.queries import Standing, standings
from enlace.meetings.delegations.stages import Stage
from enlace.meetings.models import Delegate, Delegation, Meeting
from enlace.network.roles import Roles, roles_of

SILENCE_COUNTS = timedelta(days=21)
"""So long before the meeting its organisers are told who is silent."""


def due_for_delegations(user: User, day: date) -> Iterator[Due]:
    """Of who acts or approves for a delegation. A meeting that begins today is the last for which they are asked."""
    roles = roles_of(user, day)
    if not roles.states and not roles.organisations:
        return
    own = Q(state__in=roles.states) | Q(organisation__in=roles.organisations)
    coming = Q(meeting__ends_on__gte=day, meeting__cancelled_at=None)
    for one in standings(Delegation.objects.filter(own & coming).exclude(invited_at=None), user):
        expected = _expected(one, roles)
        if expected is not None:
            yield expected


def _expected(one: Standing, roles: Roles) -> Due | None:
    delegation = one.delegation
    acts = roles.acts_for(delegation.state_id) or delegation.organisation_id in roles.organisations
    approves = any(part.state_id == delegation.state_id and part.role in APPROVING for part in roles.parts)
    if acts and one.stage == Stage.SILENT:
        title = _("Answer the invitation: %(meeting)s")
        return _due(
            one, title, _("Say whether %(body)s takes part, also where nobody can come."), _("Answer the invitation")
        )
    if acts and one.stage == Stage.COMING and not one.named:
        return _due(
            one, _("Name the delegation: %(meeting)s"), _("Nobody is named for %(body)s yet."), _("Name who comes")
        )
    if acts and one.stage == Stage.COMING:
        back = _("It was sent back: change the delegation of %(body)s, and submit it again.")
        ready = _("Somebody is named for %(body)s. Submit the delegation once it is complete.")
        explained = back if delegation.sent_back_why else ready
        return _due(one, _("Submit the delegation: %(meeting)s"), explained, _("Submit the delegation"))
    if approves and delegation.state_id and one.stage == Stage.SUBMITTED:
        explained = _("The delegation of %(body)s is named. Its delegates can register once it is approved.")
        return _due(one, _("Approve the delegation: %(meeting)s"), explained, _("Approve"))
    return None


def _due(one: Standing, title: str, explained: str, verb: str) -> Due:
    delegation = one.delegation
    return Due(
        title % {"meeting": delegation.meeting.shown_title},
        explained % {"body": delegation.body},
        delegation.get_absolute_url(),
        verb,
        delegation.meeting.begins_on,
        delegation.state_id,
    )


def due_registrations(user: User, day: date) -> Iterator[Due]:
    """Of delegates who have an account."""
    waiting = Delegate.objects.taking_part().filter(
        registered_at=None,
        person__user=user.pk,
        delegation__meeting__ends_on__gte=day,
        delegation__meeting__cancelled_at=None,
    )
    for one in waiting.select_related("delegation__meeting").order_by("delegation__meeting__begins_on", "pk"):
        meeting = one.delegation.meeting
        yield Due(
            _("Register: %(meeting)s") % {"meeting": meeting.shown_title},
            _("Say how you take part, and what you need for it."),
            *(reverse("meetings:register", args=[one.pk]), _("Register"), meeting.begins_on),
        )


def due_silence(user: User, day: date) -> Iterator[Due]:
    """Of the organisers, from three weeks before a meeting to its last day: who has not answered."""
    roles = roles_of(user, day)
    if not roles.is_secretary and not roles.hosts:
        return
    near = Meeting.objects.organised_by(user).filter(begins_on__lte=day + SILENCE_COUNTS, ends_on__gte=day)
    meetings = {one.pk: one for one in near.filter(cancelled_at=None).order_by("begins_on", "pk")}
    silent = Delegation.objects.silent().filter(meeting__in=meetings) if meetings else Delegation.objects.none()
    counts: dict[int, int] = dict.fromkeys(meetings, 0)
    for meeting_id in silent.values_list("meeting", flat=True):
        counts[meeting_id] += 1
    for pk, count in counts.items():
        if count:
            title = ngettext(
                "%(count)d invitation is not answered: %(meeting)s",
                "%(count)d invitations are not answered: %(meeting)s",
                count,
            )
            yield Due(
                title % {"count": count, "meeting": meetings[pk].shown_title},
                _("They are reminded by mail 30, 14 and 7 days before the meeting."),
                reverse("meetings:delegations", args=[pk]) + f"?stage={Stage.SILENT.value}",
                _("See who"),
                meetings[pk].begins_on,
            )
