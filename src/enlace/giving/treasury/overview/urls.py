from django.urls import URLPattern, path

from enlace.giving.treasury.overview import views

urlpatterns: list[URLPattern] = [path("giving/treasury/", views.treasury, name="treasury")]
