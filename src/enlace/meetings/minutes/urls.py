from django.urls import URLPattern, path

from enlace.meetings.minutes import approval_views, decision_views, views

urlpatterns: list[URLPattern] = [
    path("meetings/<int:meeting_id>/minutes/", views.minutes, name="minutes"),
    path("meetings/<int:meeting_id>/minutes.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("meetings/sessions/<int:session_id>/minutes/", views.session_minutes, name="session_minutes"),
    path("meetings/sessions/<int:session_id>/minutes/keep/", views.autosave_minutes, name="autosave_minutes"),
    path("meetings/sessions/<int:session_id>/minutes/head/", views.minutes_head, name="minutes_head"),
    path("meetings/minutes/<int:minutes_version_id>/", views.minutes_version, name="minutes_version"),
    path("meetings/minutes/<int:minutes_version_id>/restore/", views.restore_minutes, name="restore_minutes"),
    path("meetings/decisions/", decision_views.open_decisions, name="open_decisions"),
    path("meetings/<int:meeting_id>/decisions/", decision_views.decisions, name="decisions"),
    path("meetings/<int:meeting_id>/decisions/add/", decision_views.add_decision, name="add_decision"),
    path("meetings/decisions/<int:decision_id>/", decision_views.decision, name="decision"),
    path("meetings/decisions/<int:decision_id>/edit/", decision_views.edit_decision, name="edit_decision"),
    path("meetings/decisions/<int:decision_id>/remove/", decision_views.remove_decision, name="remove_decision"),
    path("meetings/decisions/<int:decision_id>/finish/", decision_views.finish_decision, name="finish_decision"),
    path("meetings/decisions/<int:decision_id>/reopen/", decision_views.reopen_decision, name="reopen_decision"),
    path("meetings/<int:meeting_id>/minutes/circulate/", approval_views.open_approval, name="open_approval"),
    path("meetings/approvals/<int:approval_id>/", approval_views.approval, name="approval"),
    path("meetings/approvals/<int:approval_id>/withdraw/", approval_views.withdraw_approval, name="withdraw_approval"),
    path(
        "meetings/approvals/<int:approval_id>/<str:state_code>/",
        approval_views.answer_approval,
        name="answer_approval",
    ),
]
