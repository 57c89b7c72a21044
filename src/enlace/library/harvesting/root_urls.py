from django.urls import URLPattern, path

from enlace.library.harvesting import views

urlpatterns: list[URLPattern] = [path("oai", views.oai, name="oai")]
