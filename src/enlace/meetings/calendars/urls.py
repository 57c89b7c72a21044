from django.urls import path

from enlace.meetings.calendars import import_views, views

urlpatterns = [
    path("meetings/calendar/", views.calendar, name="calendar"),
    path("meetings/calendar/<int:calendar_feed_id>/revoke/", views.revoke_calendar, name="revoke_calendar"),
    path("meetings/calendar/<str:token>.ics", views.feed, name="feed"),
    path("meetings/<int:meeting_id>/calendar.ics", views.meeting_calendar, name="meeting_calendar"),
    path("meetings/<int:meeting_id>/agenda/import/", import_views.import_agenda, name="import_agenda"),
]
