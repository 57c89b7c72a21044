from django.urls import URLPattern, path

from enlace.commitments.rounds import opening_views, report_views, views

OF_ONE = "commitments/rounds/<int:review_round_id>"

urlpatterns: list[URLPattern] = [
    path("commitments/rounds/", views.review_rounds, name="review_rounds"),
    path("commitments/rounds/add/", views.add_round, name="add_round"),
    path(f"{OF_ONE}/", views.review_round, name="review_round"),
    path(f"{OF_ONE}/own/", views.round_list, name="round_list"),
    path(f"{OF_ONE}/edit/", views.edit_round, name="edit_round"),
    path(f"{OF_ONE}/remove/", views.remove_round, name="remove_round"),
    path(f"{OF_ONE}/open/", opening_views.open_round, name="open_round"),
    path(f"{OF_ONE}/close/", opening_views.close_round, name="close_round"),
    path(f"{OF_ONE}/report/", report_views.round_report, name="round_report"),
    path(f"{OF_ONE}/report/csv/", report_views.round_report_csv, name="round_report_csv"),
    path(f"{OF_ONE}/report/json/", report_views.round_report_json, name="round_report_json"),
]
