"""When and where something was adopted or reviewed: every reader knows the day, the rest who sees the meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enlace.accounts.rules import Anyone
from enlace.meetings.models import Meeting, Session


@dataclass(frozen=True)
class Occasion:
    """`meeting` is None where the reader does not see it, `session_address` empty where they do not see the session."""

    day: date
    meeting: Meeting | None = None
    session_address: str = ""


class Occasions:
    """Of sessions with their meetings at hand, for one reader. Two queries, however many they are."""

    def __init__(self, sessions: Iterable[Session], reader: Anyone) -> None:
        sessions = list(sessions)
        meetings = {one.meeting_id for one in sessions}
        seen = Meeting.objects.visible_to(reader).filter(pk__in=meetings) if meetings else Meeting.objects.none()
        self.meetings = set(seen.values_list("pk", flat=True))
        within = [one.pk for one in sessions if one.meeting_id in self.meetings]
        visible = Session.objects.visible_to(reader).filter(pk__in=within) if within else Session.objects.none()
        self.sessions = set(visible.values_list("pk", flat=True))

    def on(self, day: date, session: Session) -> Occasion:
        if session.meeting_id not in self.meetings:
            return Occasion(day)
        address = session.get_absolute_url() if session.pk in self.sessions else ""
        return Occasion(day, session.meeting, address)
