from django.urls import URLPattern, path

from enlace.consultations.consulting import opening_views, views

OF_ONE = "consultations/<int:consultation_id>"

urlpatterns: list[URLPattern] = [
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/add/", views.add_consultation, name="add_consultation"),
    path(f"{OF_ONE}/", views.consultation, name="consultation"),
    path(f"{OF_ONE}/edit/", views.edit_consultation, name="edit_consultation"),
    path(f"{OF_ONE}/copy/", views.copy_consultation, name="copy_consultation"),
    path(f"{OF_ONE}/remove/", views.remove_consultation, name="remove_consultation"),
    path(f"{OF_ONE}/open/", opening_views.open_consultation, name="open_consultation"),
    path(f"{OF_ONE}/take-back/", opening_views.take_back_consultation, name="take_back_consultation"),
    path(f"{OF_ONE}/close/", opening_views.close_consultation, name="close_consultation"),
]
