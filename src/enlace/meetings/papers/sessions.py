"""The sessions of a meeting, in their order and by the title under which a reader knows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text
from enlace.meetings.agenda.queries import published_agenda
from enlace.meetings.models import Meeting, Session
from enlace.meetings.parties import hosts
from enlace.network.roles import roles_of


@dataclass(frozen=True)
class Heading:
    """What stands above the papers of a session."""

    session_id: int
    day: date
    title: Text
    cancelled: bool


def organises(reader: Anyone, meeting: Meeting) -> bool:
    return roles_of(reader).is_secretary or hosts(reader, meeting)


def headings(meeting: Meeting, reader: Anyone, language: str = "") -> list[Heading]:
    """As they begin: for organisers those of the draft, for others what they see of the last publication."""
    if organises(reader, meeting):
        return of_draft(meeting.sessions.all(), language)
    published = published_agenda(meeting, reader)
    items = published.items if published else {}
    return [
        Heading(pk, item.day, item.title.in_language(language), item.cancelled)
        for pk, item in sorted(items.items(), key=lambda one: (one[1].day, one[1].begins, one[0]))
    ]


def heading_of(meeting: Meeting, reader: Anyone, session_id: int) -> Heading | None:
    return next((one for one in headings(meeting, reader) if one.session_id == session_id), None)


def of_draft(sessions: Iterable[Session], language: str = "") -> list[Heading]:
    return [Heading(one.pk, one.day, one.title.in_language(language), bool(one.cancelled_at)) for one in sessions]
