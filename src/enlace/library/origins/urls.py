from django.urls import URLPattern, path

from enlace.library.origins import views

urlpatterns: list[URLPattern] = [
    path(
        "library/from/contributions/<int:contribution_id>/",
        views.make_from_contribution,
        name="make_from_contribution",
    ),
    path("library/from/papers/<int:paper_id>/", views.make_from_paper, name="make_from_paper"),
    path("library/from/evidence/<int:evidence_id>/", views.make_from_evidence, name="make_from_evidence"),
]
