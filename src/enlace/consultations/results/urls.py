from django.urls import URLPattern, path

from enlace.consultations.results import export_views, views

urlpatterns: list[URLPattern] = [
    path("consultations/<int:consultation_id>/result/", views.result, name="result"),
    path("consultations/<int:consultation_id>/result/publish/", views.publish_result, name="publish_result"),
    path("consultations/<int:consultation_id>/result/edit/", views.edit_result, name="edit_result"),
    path("consultations/<int:consultation_id>/result/withdraw/", views.withdraw_result, name="withdraw_result"),
    path("consultations/<int:consultation_id>/result.csv", export_views.result_csv, name="result_csv"),
    path("consultations/<int:consultation_id>/result.json", export_views.result_json, name="result_json"),
    path("consultations/<int:consultation_id>/result.zip", export_views.result_polis, name="result_polis"),
]
