from django.urls import URLPattern, path

from enlace.giving.treasury.givers import views

HERE = "giving/treasury/donors"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", views.donors, name="donors"),
    path(f"{HERE}/<int:donor_id>/", views.donor, name="donor"),
    path(f"{HERE}/<int:donor_id>/correct/", views.correct_donor, name="correct_donor"),
    path(f"{HERE}/<int:donor_id>/export/", views.export_donor, name="export_donor"),
    path(f"{HERE}/<int:donor_id>/erase/", views.erase_donor, name="erase_donor"),
]
