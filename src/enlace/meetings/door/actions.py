"""At the door and in the room. What two phones do at once is done once; what changes nothing is not recorded."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.meetings.door.rules import can_check_in, can_record_attendance
from enlace.meetings.models import Attendance, Delegate, Delegation, Presence, Session


@transaction.atomic
def check_in(delegate: Delegate, *, by: Anyone | None) -> bool:
    """Whether they were checked in now; who was before stays so, since then."""
    require(can_check_in(by, delegate))
    there = Delegate.objects.select_for_update(of=("self",)).select_related("delegation").get(pk=delegate.pk)
    require(there.withdrawn_at is None and there.delegation.approved_at is not None)
    changed, moment = there.checked_in_at is None, now()
    if changed:
        Delegate.objects.filter(pk=there.pk).update(checked_in_at=moment)
        record("check_in", delegate, by=by, after={"checked_in_at": moment.isoformat()})
    delegate.refresh_from_db()
    return changed


@transaction.atomic
def undo_check_in(delegate: Delegate, *, by: Anyone | None) -> bool:
    """For a check-in by mistake; whether there was one to take back."""
    require(can_check_in(by, delegate))
    there = Delegate.objects.select_for_update().get(pk=delegate.pk)
    since = there.checked_in_at
    if since:
        Delegate.objects.filter(pk=there.pk).update(checked_in_at=None)
        record("undo_check_in", delegate, by=by, before={"checked_in_at": since.isoformat()})
    delegate.refresh_from_db()
    return bool(since)


@transaction.atomic
def record_attendance(session: Session, presences: Mapping[Delegation, str], *, by: Anyone | None) -> int:
    """Of the delegations given alone: whether each is there, or empty to record nothing. The number that changed."""
    session = Session.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=session.pk)
    require(can_record_attendance(by, session))
    _check(session, presences)
    before = dict(session.attendances.values_list("delegation", "presence"))
    changed = {one.pk: str(new) for one, new in presences.items() if before.get(one.pk, "") != new}
    if not changed:
        return 0
    session.attendances.filter(delegation__in=[pk for pk, new in changed.items() if not new]).delete()
    Attendance.objects.bulk_create(
        [Attendance(session=session, delegation_id=pk, presence=new) for pk, new in changed.items() if new],
        update_conflicts=True,
        unique_fields=["session", "delegation"],
        update_fields=["presence"],
    )
    record(
        "record_attendance",
        session,
        by=by,
        before={str(pk): before[pk] for pk in changed if pk in before},
        after={str(pk): new for pk, new in changed.items() if new},
    )
    return len(changed)


def _check(session: Session, presences: Mapping[Delegation, str]) -> None:
    if any(one.meeting_id != session.meeting_id for one in presences):
        raise ValidationError(_("A delegation of another meeting cannot be recorded here. Open its own meeting."))
    if set(presences.values()) - {"", *Presence.values}:
        raise ValidationError(_("Choose present, at a distance, excused or absent, or leave it unrecorded."))
