from django.urls import URLPattern, path

from enlace.mechanisms.lessons import clearing_views, question_views, views

NOTE = "mechanisms/lessons/<int:practice_note_id>/"
QUESTION = "mechanisms/lessons/questions/<int:note_question_id>/"

urlpatterns: list[URLPattern] = [
    path("mechanisms/lessons/", views.practice_notes, name="practice_notes"),
    path("mechanisms/lessons/add/", views.add_practice_note, name="add_practice_note"),
    path(f"{QUESTION}reply/", question_views.reply_to_note_question, name="reply_to_note_question"),
    path(NOTE, views.practice_note, name="practice_note"),
    path(f"{NOTE}edit/", views.change_practice_note, name="change_practice_note"),
    path(f"{NOTE}clear/", clearing_views.clear_practice_note, name="clear_practice_note"),
    path(f"{NOTE}send-back/", clearing_views.send_back_practice_note, name="send_back_practice_note"),
    path(f"{NOTE}withdraw/", clearing_views.withdraw_practice_note, name="withdraw_practice_note"),
    path(f"{NOTE}remove/", views.remove_practice_note, name="remove_practice_note"),
    path(f"{NOTE}ask/", question_views.ask_about_practice_note, name="ask_about_practice_note"),
]
