from django.urls import URLPattern, path

from enlace.consultations.statements import moderation_views, views

OF_ONE = "consultations/<int:consultation_id>"
STATEMENT = "consultations/statements/<int:statement_id>"

urlpatterns: list[URLPattern] = [
    path(f"{OF_ONE}/statements/", views.statements, name="statements"),
    path(f"{OF_ONE}/statements/add/", views.add_statement, name="add_statement"),
    path(f"{OF_ONE}/statements/paste/", views.add_statements, name="add_statements"),
    path(f"{OF_ONE}/statements/translate/", views.translate_statements, name="translate_statements"),
    path(f"{OF_ONE}/statements/priorities/", views.put_up_priorities, name="put_up_priorities"),
    path(f"{OF_ONE}/propose/", moderation_views.propose_statement, name="propose_statement"),
    path(f"{STATEMENT}/edit/", views.edit_statement, name="edit_statement"),
    path(f"{STATEMENT}/move/", views.move_statement, name="move_statement"),
    path(f"{STATEMENT}/remove/", views.remove_statement, name="remove_statement"),
    path(f"{STATEMENT}/accept/", moderation_views.accept_statement, name="accept_statement"),
    path(f"{STATEMENT}/reject/", moderation_views.reject_statement, name="reject_statement"),
    path(f"{STATEMENT}/reconsider/", moderation_views.reconsider_statement, name="reconsider_statement"),
]
