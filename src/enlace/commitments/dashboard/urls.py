from django.urls import URLPattern, path

from enlace.commitments.dashboard import views

urlpatterns: list[URLPattern] = [
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/list.json", views.commitments_json, name="commitments_json"),
    path("commitments/figures.json", views.figures_json, name="figures_json"),
    path("commitments/figures.csv", views.figures_csv, name="figures_csv"),
    path("commitments/over-time.csv", views.over_time_csv, name="over_time_csv"),
]
