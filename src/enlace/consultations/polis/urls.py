from django.urls import URLPattern, path

from enlace.consultations.polis import import_views as views

urlpatterns: list[URLPattern] = [
    path("consultations/import/", views.import_polis, name="import_polis"),
    path("consultations/<int:consultation_id>/imported/", views.imported_consultation, name="imported_consultation"),
    path(
        "consultations/<int:consultation_id>/imported/remove/",
        views.remove_imported_consultation,
        name="remove_imported_consultation",
    ),
]
