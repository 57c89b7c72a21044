from django.urls import path

from enlace.network import rule_views

urlpatterns = [
    path("rules/", rule_views.rules, name="rules"),
]
