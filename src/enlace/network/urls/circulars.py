from django.urls import path

from enlace.network import circular_views as views

urlpatterns = [
    path("circulars/", views.circulars, name="circulars"),
    path("circulars/add/", views.add_circular, name="add_circular"),
    path("circulars/<int:circular_id>/", views.circular, name="circular"),
    path("circulars/<int:circular_id>/edit/", views.edit_circular, name="edit_circular"),
    path("circulars/<int:circular_id>/send/", views.send_circular, name="send_circular"),
    path("circulars/<int:circular_id>/discard/", views.discard_circular, name="discard_circular"),
    path("circulars/<int:circular_id>/files/add/", views.add_circular_file, name="add_circular_file"),
]
