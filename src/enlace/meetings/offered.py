"""What meetings offer to the pages and commands of others, through the registry: each subject's own list."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.agenda import offered as agenda
from enlace.meetings.calendars import offered as calendars
from enlace.meetings.delegations import offered as delegations
from enlace.meetings.demonstration import offered as demonstration
from enlace.meetings.door import offered as door
from enlace.meetings.editions import offered as editions
from enlace.meetings.minutes import offered as minutes
from enlace.meetings.papers import offered as papers
from enlace.meetings.searching import searchable_decisions, searchable_meetings, searchable_sessions
from enlace.meetings.themed import meetings_panel, sessions_panel

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("theme_panel", meetings_panel, 40),
    ("theme_panel", sessions_panel, 41),
    *editions.OFFERED,
    *agenda.OFFERED,
    *delegations.OFFERED,
    *door.OFFERED,
    *papers.OFFERED,
    *minutes.OFFERED,
    *calendars.OFFERED,
    *demonstration.OFFERED,
    ("searchable", searchable_meetings, 40),
    ("searchable", searchable_sessions, 41),
    ("searchable", searchable_decisions, 42),
)
