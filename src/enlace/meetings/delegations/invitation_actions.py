"""Invitations to a meeting, one for each state and observer, and their answers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.meetings.delegations.mail import mail_invitation
from enlace.meetings.delegations.readers import who_answer
from enlace.meetings.delegations.rules import (
    can_answer_invitation,
    can_invite_delegations,
    can_take_back_invitation,
)
from enlace.meetings.models import Delegation, Meeting
from enlace.meetings.models.delegations import Answer
from enlace.network.audiences import Audience
from enlace.network.models import Membership, Organisation, State


@dataclass(frozen=True)
class Invited:
    """`delegations` are those invited now; of `untold` nobody could be told, for want of a person with an address."""

    delegations: list[Delegation] = field(default_factory=list)
    untold: list[Delegation] = field(default_factory=list)


@transaction.atomic
def invite_delegations(
    meeting: Meeting,
    *,
    by: Anyone | None,
    states: Collection[State] = (),
    organisations: Collection[Organisation] = (),
    illustrative: bool = False,
) -> Invited:
    """Invite who is not invited yet, and tell their people by mail, each in their language.

    Raises ValidationError for a state that is no member, and for an organisation that does not observe, today.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(can_invite_delegations(by, meeting))
    _check_bodies(meeting, states, organisations)
    known = list(meeting.delegations.all())
    there = ({one.state_id for one in known}, {one.organisation_id for one in known})
    bodies: list[dict[str, Any]] = [{"state": state} for state in states if state.pk not in there[0]]
    bodies += [{"organisation": one} for one in organisations if one.pk not in there[1]]
    moment = now()
    invited = [
        Delegation.objects.create(meeting=meeting, invited_at=moment, illustrative=illustrative, **body)
        for body in bodies
    ]
    readers = who_answer(invited, today())
    untold = []
    for delegation in invited:
        told = mail_invitation(delegation, readers[delegation.pk])
        record("invite_delegations", delegation, by=by, after=_body(delegation) | {"people": told})
        if not told:
            untold.append(delegation)
    return Invited(invited, untold)


def _check_bodies(meeting: Meeting, states: Iterable[State], organisations: Collection[Organisation]) -> None:
    members = set(State.objects.members().values_list("pk", flat=True))
    if strangers := [state for state in states if state.pk not in members]:
        sentence = _("No member today, so it is not invited: %(names)s.")
        raise ValidationError({"states": sentence % {"names": ", ".join(map(str, strangers))}})
    observing = set(Membership.objects.on(today()).of_observers().values_list("organisation", flat=True))
    if outside := [one for one in organisations if one.pk not in observing]:
        sentence = _("It does not observe the network today, so it is not invited: %(names)s.")
        raise ValidationError({"organisations": sentence % {"names": ", ".join(map(str, outside))}})
    if organisations and meeting.audience == Audience.MEMBERS:
        sentence = _("This meeting is for member states alone: observers would not see it. Change its audience first.")
        raise ValidationError({"organisations": sentence})


def _body(delegation: Delegation) -> dict[str, Any]:
    body = {"state": delegation.state_id} if delegation.state_id else {"organisation": delegation.organisation_id}
    return {"meeting": delegation.meeting_id} | body


@transaction.atomic
def take_back_invitation(delegation: Delegation, *, by: Anyone | None) -> None:
    """As if it had not been sent; the audit log keeps that it was."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    require(can_take_back_invitation(by, delegation), _("This invitation was answered: it stays."))
    record("take_back_invitation", delegation, by=by, before=_body(delegation))
    delegation.delete()


@transaction.atomic
def answer_invitation(delegation: Delegation, *, by: Anyone | None, answer: str) -> Delegation:
    """Whether it takes part. Who takes part no more needs another approval to come after all, and so new links."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    require(can_answer_invitation(by, delegation))
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Say whether the delegation takes part.")})
    if delegation.answer == answer:
        return delegation
    before = delegation.answer
    delegation.answer, delegation.answered_at = answer, now()
    if answer == Answer.NOT_COMING:
        delegation.submitted_at = delegation.approved_at = delegation.approved_by = None
        delegation.delegates.update(registration_hash="")
    delegation.save()
    record("answer_invitation", delegation, by=by, before={"answer": before}, after={"answer": answer})
    return delegation
