from django.urls import URLPattern, path

from enlace.mechanisms.questionnaires import answering_views, moving_views, views

ONE = "mechanisms/questionnaires/<int:questionnaire_id>/"
FACT = f"{ONE}<str:fact>/"

urlpatterns: list[URLPattern] = [
    path("mechanisms/questionnaires/", views.questionnaires, name="questionnaires"),
    path("mechanisms/questionnaires/send/<int:mechanism_id>/", views.send_questionnaire, name="send_questionnaire"),
    path(ONE, views.questionnaire, name="questionnaire"),
    path(f"{ONE}confirm/", answering_views.confirm_rest, name="confirm_rest"),
    path(f"{ONE}submit/", moving_views.submit_questionnaire, name="submit_questionnaire"),
    path(f"{ONE}take-back/", moving_views.take_back_questionnaire, name="take_back_questionnaire"),
    path(f"{ONE}clear/", moving_views.clear_questionnaire, name="clear_questionnaire"),
    path(f"{ONE}send-back/", moving_views.send_back_questionnaire, name="send_back_questionnaire"),
    path(f"{ONE}accept/", moving_views.accept_questionnaire, name="accept_questionnaire"),
    path(FACT, answering_views.answer, name="answer"),
    path(f"{FACT}confirm/", answering_views.confirm_answer, name="confirm_answer"),
    path(f"{FACT}take-back/", answering_views.take_back_answer, name="take_back_answer"),
    path(f"{FACT}ask/", moving_views.ask_back, name="ask_back"),
]
