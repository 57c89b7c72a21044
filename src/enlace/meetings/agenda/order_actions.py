"""The order of the draft: sessions that change places, and a day that moved."""

from datetime import date
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.meetings.agenda.days import outside_the_meeting
from enlace.meetings.agenda.rules import can_edit_agenda
from enlace.meetings.agenda.slots import DAY, Slot, clock, neighbour, slot_of, swapped
from enlace.meetings.models import Meeting, Session
from enlace.network.dated import day_in_words

type Direction = Literal["earlier", "later"]


@transaction.atomic
def move_session(session: Session, direction: Direction, *, by: Anyone | None) -> Session:
    """Change places with the neighbour of that day; lengths and the pause between them stay. Cancelled ones stay put.

    Raises ValidationError where there is no neighbour, and where one of the two would end after midnight.
    """
    meeting = Meeting.objects.select_for_update().get(pk=session.meeting_id)
    require(can_edit_agenda(by, meeting))
    of_the_day = {one.pk: one for one in meeting.sessions.filter(day=session.day, cancelled_at=None)}
    slots = {pk: slot_of(one.begins, one.ends) for pk, one in of_the_day.items()}
    if session.pk not in slots:
        raise ValidationError(_("A cancelled session keeps its place. Let it take place again first."))
    other = neighbour(session.pk, slots.items(), earlier=direction == "earlier")
    if other is None:
        raise ValidationError(
            _("It is the first of its day already.") if direction == "earlier" else _("It is the last of its day.")
        )
    pair = (other, session.pk) if direction == "earlier" else (session.pk, other)
    for pk, slot in zip(pair, swapped(*[slots[pk] for pk in pair]), strict=True):
        _place(of_the_day[pk], slot)
    moved = of_the_day[session.pk]
    before = {"begins": f"{session.begins:%H:%M}"}
    record("move_session", moved, by=by, before=before, after={"begins": f"{moved.begins:%H:%M}", "with": other})
    return moved


def _place(session: Session, slot: Slot) -> None:
    if slot.ends >= DAY:
        raise ValidationError(
            _("“%(title)s” would end after midnight. Change its hours first.") % {"title": session.shown_title}
        )
    session.begins, session.ends = clock(slot.begins), clock(slot.ends)
    session.save(update_fields=["begins", "ends"])


@transaction.atomic
def shift_day(meeting: Meeting, day: date, to: date, *, by: Anyone | None) -> int:
    """Move all sessions of a day to another one of the meeting, at the same hours; how many they were.

    `day` may lie outside the meeting, as where its dates were changed.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(can_edit_agenda(by, meeting))
    if not meeting.includes(to):
        raise ValidationError({"to": outside_the_meeting(meeting, to)})
    if day == to:
        raise ValidationError({"to": _("The sessions are on that day already. Choose another one.")})
    count = meeting.sessions.filter(day=day).update(day=to)
    if not count:
        raise ValidationError({"day": _("There is no session on %(day)s.") % {"day": day_in_words(day)}})
    after = {"day": to.isoformat(), "sessions": count}
    record("shift_day", meeting, by=by, before={"day": day.isoformat()}, after=after)
    return count
