from django.urls import URLPattern, path

from enlace.giving.treasury.letters import views

urlpatterns: list[URLPattern] = [path("giving/treasury/letters/", views.letters, name="letters")]
