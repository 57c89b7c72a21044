from django.urls import URLPattern, path

from enlace.library.public import file_views

urlpatterns: list[URLPattern] = [
    path("publications/<int:publication_id>/", file_views.publication, name="publication"),
    path("publications/<int:publication_id>/cover.jpg", file_views.cover, name="cover"),
    path("publications/<int:publication_id>/<str:language>/cover.jpg", file_views.cover, name="cover"),
    path("publications/<int:publication_id>/<str:language>/", file_views.newest, name="newest"),
    path("publications/<int:publication_id>/<str:language>/<int:number>/", file_views.version, name="version"),
]
