"""Which of the sessions that a calendar file proposes the draft of an agenda has already."""

from datetime import date, time

from enlace.meetings.calendars.agenda_reading import Proposal
from enlace.meetings.models import Meeting


def key_of(proposal: Proposal) -> tuple[date, time, str]:
    return proposal.day, proposal.begins, proposal.title


def known_in(meeting: Meeting) -> set[tuple[date, time, str]]:
    """What the draft has, as `key_of` names what is proposed."""
    return {(one.day, one.begins, title) for one in meeting.sessions.all() for title in one.title.values()}
