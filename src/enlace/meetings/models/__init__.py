from enlace.meetings.models.agenda import AgendaVersion, Session, SessionKind, SessionVersion, Speaker, SpeakerPart
from enlace.meetings.models.calendars import CalendarFeed, MeetingReminder
from enlace.meetings.models.delegations import Attendance, Delegate, Delegation, Need, Presence
from enlace.meetings.models.meetings import Meeting, Mode, Photo
from enlace.meetings.models.minutes import Approval, ApprovalAnswer, Decision, MinutesVersion
from enlace.meetings.models.papers import Bundle, Contribution, Paper, PaperText

__all__ = [
    "AgendaVersion",
    "Approval",
    "ApprovalAnswer",
    "Attendance",
    "Bundle",
    "CalendarFeed",
    "Contribution",
    "Decision",
    "Delegate",
    "Delegation",
    "Meeting",
    "MeetingReminder",
    "MinutesVersion",
    "Mode",
    "Need",
    "Paper",
    "PaperText",
    "Photo",
    "Presence",
    "Session",
    "SessionKind",
    "SessionVersion",
    "Speaker",
    "SpeakerPart",
]
