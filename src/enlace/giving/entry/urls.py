from django.urls import URLPattern, path

from enlace.giving.entry import after_views, views

urlpatterns: list[URLPattern] = [
    path("giving/", views.appeal, name="appeal"),
    path("giving/details/", views.details, name="details"),
    path("giving/after/<str:token>/", after_views.after, name="after"),
]
