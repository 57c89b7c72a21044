from django.urls import URLPattern, path

from enlace.mechanisms.editions import opening_views, public_views, views

OF_ONE = "mechanisms/editions/<int:edition_id>"

urlpatterns: list[URLPattern] = [
    path("mechanisms/editions/", public_views.editions, name="editions"),
    path("mechanisms/editions/add/", views.add_edition, name="add_edition"),
    path(f"{OF_ONE}/", public_views.edition, name="edition"),
    path(f"{OF_ONE}/edition.<str:form>", public_views.edition_file, name="edition_file"),
    path(f"{OF_ONE}/changes/", public_views.changes, name="changes"),
    path(f"{OF_ONE}/edit/", views.change_edition, name="change_edition"),
    path(f"{OF_ONE}/open/", opening_views.open_edition, name="open_edition"),
    path(f"{OF_ONE}/close/", opening_views.close_edition, name="close_edition"),
    path(f"{OF_ONE}/remove/", views.remove_edition, name="remove_edition"),
    path(f"{OF_ONE}/<int:mechanism_id>/", public_views.entry, name="entry"),
]
