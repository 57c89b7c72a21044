"""Publishing the agenda: what stands in the draft becomes what everybody reads, and what changed is told once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.meetings.agenda.changes import changed_items
from enlace.meetings.agenda.days import outside_the_meeting
from enlace.meetings.agenda.facts import mark_of
from enlace.meetings.agenda.mail import mail_agenda
from enlace.meetings.agenda.queries import Items, draft_facts, items_of, last_published
from enlace.meetings.agenda.rules import can_publish_agenda
from enlace.meetings.agenda.telling import tellings
from enlace.meetings.models import AgendaVersion, Meeting, SessionVersion


@transaction.atomic
def publish_agenda(meeting: Meeting, *, by: Anyone | None, seen: str = "", tell: bool = True) -> AgendaVersion:
    """The next version. Each of those concerned is told what changed of what they may see, in their language.

    `seen` is the mark of the draft that was looked at, where it was: another one is refused, and so is publishing
    what has not changed. Without `tell` nobody is mailed, nor where the meeting is over.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(can_publish_agenda(by, meeting))
    facts, before = draft_facts(meeting), last_published(meeting)
    after = items_of(facts)
    if seen and seen != mark_of(facts):
        raise ValidationError(_("The draft was changed while you looked at it. Look at it once more, then publish it."))
    _check(meeting, before, after)
    last = meeting.agenda_versions.first()
    number = last.number + 1 if last else 1
    author = by if isinstance(by, User) else None
    version = AgendaVersion.objects.create(meeting=meeting, number=number, published_at=now(), by=author)
    SessionVersion.objects.bulk_create(
        SessionVersion(version=version, session_id=pk, facts=one) for pk, one in facts.items()
    )
    told = tellings(meeting, before, after, today(), first=last is None) if tell and not meeting.is_over else []
    for telling in told:
        mail_agenda(meeting, telling)
    after_words: dict[str, Any] = {"number": number, "sessions": len(facts), "people": len(told)}
    record("publish_agenda", meeting, by=by, after=after_words)
    return version


def _check(meeting: Meeting, before: Items, after: Items) -> None:
    if not after:
        raise ValidationError(_("There is no session yet. Add the first one, then publish the agenda."))
    outside = sorted({one.day for one in after.values() if not one.cancelled and not meeting.includes(one.day)})
    if outside:
        raise ValidationError([outside_the_meeting(meeting, day) for day in outside])
    if not changed_items(before, after):
        raise ValidationError(_("Nothing has changed since the agenda was published last."))
