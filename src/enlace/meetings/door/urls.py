from django.urls import path

from enlace.meetings.door import attendance_views, print_views, views

urlpatterns = [
    path("meetings/<int:meeting_id>/door/", views.door, name="door"),
    path("meetings/delegates/<int:delegate_id>/check-in/", views.check_in, name="check_in"),
    path("meetings/delegates/<int:delegate_id>/check-in/undo/", views.undo_check_in, name="undo_check_in"),
    path("meetings/<int:meeting_id>/attendance/", attendance_views.attendance, name="attendance"),
    path(
        "meetings/<int:meeting_id>/attendance/<str:form>/",
        attendance_views.attendance_export,
        name="attendance_export",
    ),
    path(
        "meetings/sessions/<int:session_id>/attendance/",
        attendance_views.session_attendance,
        name="session_attendance",
    ),
    path("meetings/<int:meeting_id>/badges/", print_views.badges, name="badges"),
    path("meetings/delegations/<int:delegation_id>/badges/", print_views.delegation_badges, name="delegation_badges"),
    path("meetings/delegates/<int:delegate_id>/badge/", print_views.delegate_badge, name="delegate_badge"),
    path("meetings/delegations/<int:delegation_id>/letter/", print_views.letter, name="letter"),
]
