"""What the tick does so that no delegation stays silent and no delegate unregistered, each thing once.

That something was said (`MeetingReminder`) is written in the transaction of its mails, under a key that is unique.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from enlace.meetings.delegations.mail import mail_silence
from enlace.meetings.delegations.readers import who_answer
from enlace.meetings.delegations.registration_actions import send_link
from enlace.meetings.delegations.reminding import REGISTER_STEPS, SILENT_STEPS, reminder_due, reminder_keys
from enlace.meetings.models import Delegate, Delegation, MeetingReminder
from enlace.network.models import Person

type Asked = tuple[Any, int, date, date]
"""What is waited for, its id, the first day of its meeting, and the day on which it was asked for."""


def remind_silent(moment: datetime) -> int:
    """Those who have not answered, 30, 14 and 7 days before the meeting; the number of mails."""
    day = timezone.localdate(moment)
    silent = _before_meeting(Delegation.objects.silent(), "meeting__", day, max(SILENT_STEPS))
    found = list(silent.select_related("meeting__host", "state", "organisation"))
    asked = [(one, one.pk, one.meeting.begins_on, _day_of(one.invited_at, day)) for one in found]
    due = _due("silent", asked, day, SILENT_STEPS)
    readers = who_answer([one for one, _key in due], day) if due else {}
    return sum(_remind_silent(one, key, readers[one.pk], moment) for one, key in due)


@transaction.atomic
def _remind_silent(delegation: Delegation, key: str, readers: Sequence[Person], moment: datetime) -> int:
    """Where nobody is there to be told, it stays unsaid."""
    if not readers or not _first(key, moment):
        return 0
    left = (delegation.meeting.begins_on - timezone.localdate(moment)).days
    return mail_silence(delegation, readers, left)


def remind_unregistered(moment: datetime) -> int:
    """Delegates who have not registered, 7 days before the meeting, with a new link; the number of mails."""
    day = timezone.localdate(moment)
    waiting = Delegate.objects.taking_part().filter(registered_at=None, person__erased_at=None)
    waiting = _before_meeting(waiting.exclude(person__email=""), "delegation__meeting__", day, max(REGISTER_STEPS))
    near = ("person", "delegation__meeting__host", "delegation__state", "delegation__organisation")
    found = list(waiting.select_related(*near))
    asked = [(one, one.pk, one.delegation.meeting.begins_on, _day_of(one.delegation.approved_at, day)) for one in found]
    return sum(_remind_unregistered(one, key, moment) for one, key in _due("register", asked, day, REGISTER_STEPS))


@transaction.atomic
def _remind_unregistered(delegate: Delegate, key: str, moment: datetime) -> int:
    if not _first(key, moment):
        return 0
    send_link(delegate, (delegate.delegation.meeting.begins_on - timezone.localdate(moment)).days)
    return 1


def _before_meeting[Row: QuerySet[Any]](rows: Row, way: str, day: date, most: int) -> Row:
    span = (day + timedelta(days=1), day + timedelta(days=most))
    return rows.filter(**{f"{way}begins_on__range": span, f"{way}cancelled_at": None})


def _day_of(moment: datetime | None, day: date) -> date:
    return timezone.localdate(moment) if moment else day


def _due(kind: str, asked: Sequence[Asked], day: date, steps: Sequence[int]) -> list[tuple[Any, str]]:
    keys = [key for _one, pk, begins, _since in asked for key in reminder_keys(kind, pk, begins, steps)]
    given = set(MeetingReminder.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    found = [(one, reminder_due(kind, pk, begins, since, day, given, steps)) for one, pk, begins, since in asked]
    return [(one, key) for one, key in found if key]


def _first(key: str, moment: datetime) -> bool:
    """Whether it is said for the first time; call it inside the transaction of what is said."""
    return MeetingReminder.objects.get_or_create(key=key, defaults={"sent_at": moment})[1]
