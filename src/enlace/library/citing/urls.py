from django.urls import URLPattern, path

from enlace.library.citing import views

urlpatterns: list[URLPattern] = [
    path("library/<int:publication_id>/cite/", views.cite, name="cite"),
    path("library/<int:publication_id>/cite.<str:form>", views.cite_file, name="cite_file"),
]
