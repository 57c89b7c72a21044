"""A delegation is submitted by who named it, and approved or sent back by the focal point or validator of its state."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.meetings.delegations.mail import mail_return, mail_submission
from enlace.meetings.delegations.readers import who_answer, who_approve
from enlace.meetings.delegations.registration_actions import send_links
from enlace.meetings.delegations.rules import (
    can_approve_delegation,
    can_send_back_delegation,
    can_submit_delegation,
)
from enlace.meetings.models import Delegation
from enlace.network.models import Person

LONGEST_REASON = 500
WAITS = {"submitted_at__isnull": False, "approved_at": None}


@transaction.atomic
def submit_delegation(delegation: Delegation, *, by: Anyone | None) -> Delegation:
    """It is complete: whoever approves it is told. Of an observer this approves it. Two at once: one is refused.

    Raises ValidationError where nobody is said to head it.
    """
    require(can_submit_delegation(by, delegation), _("This delegation was submitted already, or nobody is named yet."))
    if not delegation.delegates.named().filter(is_head=True).exists():
        raise ValidationError(_("Nobody heads the delegation. Choose one of those named, and mark them as its head."))
    moment = now()
    require(_won(delegation, {"submitted_at": None}, submitted_at=moment, sent_back_why=""))
    delegation.refresh_from_db()
    record("submit_delegation", delegation, by=by, after={"submitted_at": moment.isoformat()})
    if delegation.state_id:
        mail_submission(delegation, _but(who_approve([delegation], today())[delegation.pk], by))
    else:
        _approve(delegation, by)
    return delegation


@transaction.atomic
def approve_delegation(delegation: Delegation, *, by: Anyone | None) -> Delegation:
    """Its delegates get their links to register. Of two at once one is refused, so that nobody is told twice."""
    require(can_approve_delegation(by, delegation), _("This delegation does not wait for approval."))
    _approve(delegation, by)
    return delegation


def _approve(delegation: Delegation, by: Anyone | None) -> None:
    moment = now()
    approver = by if isinstance(by, User) else None
    require(_won(delegation, WAITS, approved_at=moment, approved_by=approver, sent_back_why=""))
    delegation.refresh_from_db()
    told = send_links(delegation)
    record("approve_delegation", delegation, by=by, after={"approved_at": moment.isoformat(), "people": told})


@transaction.atomic
def send_back_delegation(delegation: Delegation, *, by: Anyone | None, why: str) -> Delegation:
    """Those who named it read the reason, on its page and in a mail; the audit log does not hold it."""
    require(can_send_back_delegation(by, delegation), _("This delegation does not wait for approval."))
    why = why.strip()
    if not why:
        raise ValidationError({"why": _("Say what has to change, so that it can be changed.")})
    if len(why) > LONGEST_REASON:
        raise ValidationError({"why": _("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON}})
    before = {"submitted_at": delegation.submitted_at.isoformat() if delegation.submitted_at else None}
    require(_won(delegation, WAITS, submitted_at=None, sent_back_why=why))
    delegation.refresh_from_db()
    mail_return(delegation, _but(who_answer([delegation], today())[delegation.pk], by))
    record("send_back_delegation", delegation, by=by, before=before, after={"submitted_at": None})
    return delegation


def _won(delegation: Delegation, was: Mapping[str, Any], **becomes: Any) -> bool:
    """Whether it was still so, and is changed: of two who come at once, of one."""
    return bool(Delegation.objects.filter(pk=delegation.pk, **was).update(**becomes))


def _but(readers: Iterable[Person], by: Anyone | None) -> list[Person]:
    """Nobody is told of what they did themself."""
    return [person for person in readers if by is None or person.user_id is None or person.user_id != by.pk]
