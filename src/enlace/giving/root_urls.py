"""Where providers call: at one address, whatever language."""

from django.urls import path

from enlace.giving.settling import views

urlpatterns = [path("giving/events/<str:provider_name>", views.event, name="giving_event")]
