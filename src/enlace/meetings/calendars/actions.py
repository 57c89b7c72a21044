"""Secret addresses of calendars, and sessions from a calendar file. The audit log never gets an address."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.languages import language_codes
from enlace.core.permission import require
from enlace.meetings.agenda.actions import add_session
from enlace.meetings.agenda.rules import can_edit_agenda
from enlace.meetings.calendars.agenda_reading import Proposal
from enlace.meetings.calendars.known_sessions import key_of, known_in
from enlace.meetings.calendars.rules import MOST_FEEDS, can_make_feed, can_revoke_feed
from enlace.meetings.models import CalendarFeed, Meeting, Session, SessionKind
from enlace.network.models import hashed

READ_AGAIN = timedelta(hours=1)


@transaction.atomic
def make_feed(*, by: User, language: str) -> tuple[CalendarFeed, str]:
    """The address ends in the second, which is known to nobody afterwards."""
    User.objects.select_for_update().get(pk=by.pk)
    if CalendarFeed.objects.visible_to(by).working().count() >= MOST_FEEDS:
        raise ValidationError(_("Five addresses of yours work already. Revoke one that you no longer use."))
    require(can_make_feed(by))
    token = token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=by, token_hash=hashed(token), language=language)
    record("make_feed", feed, by=by, after={"language": language})
    return feed, token


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, by: Anyone | None) -> CalendarFeed:
    feed = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    require(can_revoke_feed(by, feed))
    feed.revoked_at = now()
    feed.save(update_fields=["revoked_at"])
    record("revoke_feed", feed, by=by, after={"revoked_at": feed.revoked_at.isoformat()})
    return feed


def note_reading(feed: CalendarFeed, moment: datetime) -> bool:
    """Written down once an hour at most, since programs ask often. Whether it was."""
    due = Q(read_at=None) | Q(read_at__lte=moment - READ_AGAIN)
    return bool(CalendarFeed.objects.filter(due, pk=feed.pk).update(read_at=moment))


@transaction.atomic
def import_sessions(
    meeting: Meeting, proposals: Iterable[Proposal], *, language: str, by: Anyone | None
) -> list[Session]:
    """As drafts; what the draft has already is not added again. `language` is that of texts which name none of ours."""
    require(can_edit_agenda(by, meeting))
    known, codes = known_in(meeting), {code: code for code in language_codes()}
    return [
        add_session(
            meeting,
            by=by,
            title={codes.get(one.language, language): one.title},
            summary={codes.get(one.language, language): one.summary},
            kind=one.kind or SessionKind.DIALOGUE,
            day=one.day,
            begins=one.begins,
            ends=one.ends,
            room=one.room,
        )
        for one in proposals
        if key_of(one) not in known
    ]
