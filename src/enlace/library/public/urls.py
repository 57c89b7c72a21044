from django.urls import URLPattern, path

from enlace.library.public import views

urlpatterns: list[URLPattern] = [
    path("library/", views.library, name="library"),
    path("library/collections/<slug:collection_slug>/", views.collection, name="collection"),
    path("library/<int:publication_id>/", views.publication, name="publication"),
]
