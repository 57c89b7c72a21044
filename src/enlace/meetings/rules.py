"""The rules stand with their subjects; here they are gathered, so that the program knows them all from its start."""

from enlace.meetings.agenda import rules as agenda
from enlace.meetings.calendars import rules as calendars
from enlace.meetings.delegations import rules as delegations
from enlace.meetings.door import rules as door
from enlace.meetings.editions import rules as editions
from enlace.meetings.minutes import rules as minutes
from enlace.meetings.papers import rules as papers

__all__ = ["agenda", "calendars", "delegations", "door", "editions", "minutes", "papers"]
