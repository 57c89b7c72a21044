"""Meetings: added, changed, cancelled and restored. Who changes what follows from the field."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.editions.checking import check_meeting
from enlace.meetings.editions.mail import mail_cancelled, mail_restored, people_invited
from enlace.meetings.editions.rules import (
    can_add_meeting,
    can_cancel_meeting,
    can_change_meeting,
    can_restore_meeting,
    can_set_meeting,
)
from enlace.meetings.models import Meeting, Session
from enlace.network.dated import day_in_words
from enlace.network.models import Mandate, Role
from enlace.network.people_actions import record_mandate

OF_THE_HOST = frozenset({"text", "place", "link"})
"""What the host changes too; everything else is set by the secretariat alone."""
TEXTS = ("title", "text", "place", "source")
SETTINGS = (
    *("ordinal", "begins_on", "ends_on", "precision", "time_zone", "mode", "host", "audience"),
    *("states_present", "illustrative"),
)
PARTNERS = ("co_organisers", "supporters")
LISTS = (*PARTNERS, "themes")
FIELDS = (*TEXTS, "link", *SETTINGS, *LISTS)
NAMED_AT_MOST = 5


@transaction.atomic
def add_meeting(*, by: Anyone | None, **fields: Any) -> Meeting:
    """A new meeting of FIELDS, for the secretariat alone unless `audience` says otherwise.

    Raises ValidationError by field. `co_organisers` and `supporters` take organisations, `themes` themes.
    """
    require(can_add_meeting(by))
    meeting = Meeting()
    _set(meeting, fields)
    check_meeting(meeting)
    meeting.save()
    _set_lists(meeting, fields)
    record("add_meeting", meeting, by=by, after=_facts(meeting, FIELDS))
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Anyone | None, move_sessions: bool = False, **fields: Any) -> Meeting:
    """Set the FIELDS given. Raises ValidationError by field, also where a session would lie outside the new days.

    `move_sessions` takes the sessions along by as many days as the beginning moves. The mandates of the host's
    officers that ended with the meeting end with it still.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(can_change_meeting(by, meeting))
    old = Meeting.objects.get(pk=meeting.pk)
    changed = [name for name in FIELDS if name in fields and _differs(meeting, name, fields[name])]
    if not changed:
        return meeting
    if not set(changed) <= OF_THE_HOST:
        require(can_set_meeting(by, meeting))
    before = _facts(meeting, changed)
    _set(meeting, {name: fields[name] for name in changed})
    check_meeting(meeting)
    moved = _fit_sessions(meeting, old.begins_on, move_sessions)
    meeting.save()
    _set_lists(meeting, fields)
    record("change_meeting", meeting, by=by, before=before, after=_facts(meeting, changed) | moved)
    if meeting.ends_on != old.ends_on:
        _prolong_hosts(meeting, old.ends_on, by)
    return meeting


def _set(meeting: Meeting, fields: dict[str, Any]) -> None:
    for name in (*TEXTS, "link", *SETTINGS):
        if name in fields:
            setattr(meeting, name, Texts(fields[name]) if name in TEXTS else fields[name])


def _set_lists(meeting: Meeting, fields: dict[str, Any]) -> None:
    for name in LISTS:
        if name in fields:
            getattr(meeting, name).set(fields[name])


def _differs(meeting: Meeting, name: str, value: Any) -> bool:
    if name in LISTS:
        return _listed(meeting, name) != sorted(one.pk for one in value)
    return bool(getattr(meeting, name) != (Texts(value) if name in TEXTS else value))


def _listed(meeting: Meeting, name: str) -> list[int]:
    return sorted(getattr(meeting, name).values_list("pk", flat=True))


def _facts(meeting: Meeting, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them. Of the link it says only whether there is one."""
    facts: dict[str, Any] = {}
    for name in names:
        value = _listed(meeting, name) if name in LISTS else getattr(meeting, name)
        if name == "link":
            value = bool(value)
        facts[name] = value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
    return facts


def _fit_sessions(meeting: Meeting, first_before: date, move: bool) -> dict[str, Any]:
    """Move the sessions along, or see that none lies outside; what the audit log says of it."""
    days = (meeting.begins_on - first_before).days if move else 0
    sessions = list(meeting.sessions.all())
    for session in sessions:
        session.day += timedelta(days=days)
    outside = [session for session in sessions if not meeting.includes(session.day)]
    if outside:
        raise ValidationError({"begins_on": _outside_in_words(outside, days)})
    if not days or not sessions:
        return {}
    Session.objects.bulk_update(sessions, ["day"])
    return {"sessions_moved": len(sessions), "by_days": days}


def _outside_in_words(sessions: list[Session], moved: int) -> str:
    named = [f"{session.shown_title} ({day_in_words(session.day)})" for session in sessions[:NAMED_AT_MOST]]
    more = len(sessions) - len(named)
    words = "; ".join(named) + (f"; +{more}" if more else "")
    sentence = ngettext(
        "%(count)d session would lie outside these days: %(sessions)s.",
        "%(count)d sessions would lie outside these days: %(sessions)s.",
        len(sessions),
    ) % {"count": len(sessions), "sessions": words}
    if moved:
        return f"{sentence} {_('Choose days that hold them too, or change the agenda first.')}"
    return f"{sentence} {_('Let the sessions move along with the first day, or change the agenda first.')}"


def _prolong_hosts(meeting: Meeting, last_before: date, by: Anyone | None) -> None:
    mandates = Mandate.objects.filter(role=Role.HOST, until=last_before, organisation=meeting.host_id)
    for mandate in mandates if meeting.host_id else ():
        mandate.until = max(mandate.since, meeting.ends_on)
        record_mandate(mandate, by=by)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Anyone | None) -> int:
    """Tell everybody who was invited, once; the number of mails. Whoever comes second is refused."""
    require(can_cancel_meeting(by, meeting))
    moment = now()
    require(bool(Meeting.objects.filter(pk=meeting.pk, cancelled_at=None).update(cancelled_at=moment)))
    meeting.refresh_from_db()
    people = list(people_invited(meeting, today()))
    for person in people:
        mail_cancelled(meeting, person)
    record("cancel_meeting", meeting, by=by, after={"cancelled_at": moment.isoformat(), "people": len(people)})
    return len(people)


@transaction.atomic
def restore_meeting(meeting: Meeting, *, by: Anyone | None) -> int:
    """It takes place after all: tell those who were told that it does not; the number of mails."""
    require(can_restore_meeting(by, meeting))
    before = meeting.cancelled_at
    require(bool(Meeting.objects.filter(pk=meeting.pk).exclude(cancelled_at=None).update(cancelled_at=None)))
    meeting.refresh_from_db()
    people = list(people_invited(meeting, today()))
    for person in people:
        mail_restored(meeting, person)
    before_in_words = before.isoformat() if before else None
    record("restore_meeting", meeting, by=by, before={"cancelled_at": before_in_words}, after={"people": len(people)})
    return len(people)
