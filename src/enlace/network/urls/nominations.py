from django.urls import path

from enlace.network import nomination_views as views

urlpatterns = [
    path("nominations/", views.nominations, name="nominations"),
    path("nominations/add/", views.add_nomination, name="add_nomination"),
    path("nominations/<int:nomination_id>/", views.nomination, name="nomination"),
    path("nominations/<int:nomination_id>/handle/", views.handle_nomination, name="handle_nomination"),
    path("nominations/<int:nomination_id>/files/add/", views.add_nomination_file, name="add_nomination_file"),
]
