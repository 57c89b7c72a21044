"""Last year's meeting as the beginning of the next: its shape, and nothing of what happened at it."""

import re
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.editions.actions import add_meeting
from enlace.meetings.editions.ordinals import LAST, roman
from enlace.meetings.editions.rules import can_copy_meeting
from enlace.meetings.models import Meeting, Session

OF_A_SESSION = ("kind", "title", "summary", "begins", "ends", "room", "languages", "interpretation", "audience")


@transaction.atomic
def copy_meeting(meeting: Meeting, *, by: Anyone | None, begins_on: date, ordinal: int | None = None) -> Meeting:
    """A new edition that begins on `begins_on`, with the next number unless one is given.

    It takes texts, mode, zone, partners and the sessions that took place, at the same hours; not the host, the place,
    people, papers or minutes. Nothing of it is published. Raises ValidationError by field.
    """
    require(can_copy_meeting(by, meeting))
    number = ordinal or _next_ordinal(meeting)
    length = meeting.ends_on - meeting.begins_on if meeting.precision == "day" else timedelta()
    edition = add_meeting(
        by=by,
        ordinal=number,
        title=_renumbered(meeting.title, meeting.ordinal, number),
        text=meeting.text,
        begins_on=begins_on,
        ends_on=begins_on + length,
        time_zone=meeting.time_zone,
        mode=meeting.mode,
        co_organisers=meeting.co_organisers.all(),
        supporters=meeting.supporters.all(),
        illustrative=meeting.illustrative,
    )
    count = _copy_sessions(meeting, edition)
    record("copy_meeting", edition, by=by, after={"from": meeting.pk, "sessions": count})
    return edition


def _next_ordinal(meeting: Meeting) -> int | None:
    """The one after that of the meeting or, where that is taken, after the last."""
    if meeting.ordinal is None:
        return None
    following = meeting.ordinal + 1
    if Meeting.objects.filter(ordinal=following).exists():
        following = (Meeting.objects.aggregate(last=Max("ordinal"))["last"] or 0) + 1
    return following


def _renumbered(title: Texts, before: int | None, after: int | None) -> Texts:
    """With the new number in Roman letters where the old one stands in the title."""
    if not before or not after or max(before, after) > LAST:
        return title
    old = re.compile(rf"\b{roman(before)}\b")
    return Texts({code: old.sub(roman(after), words) for code, words in title.items()})


def _copy_sessions(meeting: Meeting, edition: Meeting) -> int:
    """How many were copied: not those that were cancelled."""
    shift: timedelta = edition.begins_on - meeting.begins_on
    held = meeting.sessions.filter(cancelled_at=None, day__lte=edition.ends_on - shift)
    originals = list(held.prefetch_related("observers"))
    for one in originals:
        facts = {name: getattr(one, name) for name in OF_A_SESSION}
        copied = Session.objects.create(meeting=edition, day=one.day + shift, illustrative=one.illustrative, **facts)
        copied.observers.set(one.observers.all())
    return len(originals)
