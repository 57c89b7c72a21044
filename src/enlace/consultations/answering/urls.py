from django.urls import URLPattern, path

from enlace.consultations.answering import answers_views, join_views, views

CONSULTATION = "consultations/<int:consultation_id>"

urlpatterns: list[URLPattern] = [
    path(f"{CONSULTATION}/answer/", views.answer, name="answer"),
    path(f"{CONSULTATION}/answer/<int:statement_id>/", views.answer_statement, name="answer_statement"),
    path(f"{CONSULTATION}/answer/<int:statement_id>/withdraw/", views.withdraw_vote, name="withdraw_vote"),
    path(f"{CONSULTATION}/answers/", answers_views.answers, name="answers"),
    path(f"{CONSULTATION}/answered/", views.answered, name="answered"),
    path(f"{CONSULTATION}/join/", join_views.join, name="join"),
    path(f"{CONSULTATION}/join/<str:token>/", join_views.confirm_address, name="confirm_address"),
    path(f"{CONSULTATION}/leave/", join_views.leave_consultation, name="leave_consultation"),
]
