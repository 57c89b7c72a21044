"""Beneath the language. The names of parameters tell the record: `meeting_id`, `session_id`."""

from enlace.meetings.agenda import urls as agenda
from enlace.meetings.calendars import urls as calendars
from enlace.meetings.delegations import urls as delegations
from enlace.meetings.door import urls as door
from enlace.meetings.editions import urls as editions
from enlace.meetings.minutes import urls as minutes
from enlace.meetings.papers import urls as papers

app_name = "meetings"
urlpatterns = [
    *editions.urlpatterns,
    *agenda.urlpatterns,
    *delegations.urlpatterns,
    *door.urlpatterns,
    *papers.urlpatterns,
    *minutes.urlpatterns,
    *calendars.urlpatterns,
]
