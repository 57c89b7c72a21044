from django.urls import URLPattern, path

from enlace.library.intake import review_views, views

ONE = "library/intake/review/<int:publication_id>/"

urlpatterns: list[URLPattern] = [
    path("library/intake/", views.intake, name="intake"),
    path("library/intake/<int:ingested_file_id>/remove/", views.remove_ingested_file, name="remove_ingested_file"),
    path("library/intake/review/", review_views.review, name="review"),
    path(ONE, review_views.review_publication, name="review_publication"),
    path(f"{ONE}join/", review_views.join_further_language, name="join_further_language"),
]
