"""What meetings offer to the pages and commands of others, through the registry: each subject's own list."""

from enlace.meetings.agenda import offered as agenda
from enlace.meetings.calendars import offered as calendars
from enlace.meetings.delegations import offered as delegations
from enlace.meetings.demonstration import offered as demonstration
from enlace.meetings.door import offered as door
from enlace.meetings.editions import offered as editions
from enlace.meetings.minutes import offered as minutes
from enlace.meetings.papers import offered as papers

OFFERED = (
    *editions.OFFERED,
    *agenda.OFFERED,
    *delegations.OFFERED,
    *door.OFFERED,
    *papers.OFFERED,
    *minutes.OFFERED,
    *calendars.OFFERED,
    *demonstration.OFFERED,
)
