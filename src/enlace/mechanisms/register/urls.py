from django.urls import URLPattern, path

from enlace.mechanisms.register import public_views, views

urlpatterns: list[URLPattern] = [
    path("mechanisms/", public_views.mechanisms, name="mechanisms"),
    path("mechanisms/mechanisms.<str:form>", public_views.register_file, name="register_file"),
    path("mechanisms/compare/", public_views.compare, name="compare"),
    path("mechanisms/add/", views.add_mechanism, name="add_mechanism"),
    path("mechanisms/<int:mechanism_id>/", public_views.mechanism, name="mechanism"),
    path("mechanisms/<int:mechanism_id>/edit/", views.change_mechanism, name="change_mechanism"),
    path("mechanisms/<int:mechanism_id>/publish/", views.publish_mechanism, name="publish_mechanism"),
    path("mechanisms/<int:mechanism_id>/withdraw/", views.withdraw_mechanism, name="withdraw_mechanism"),
    path("mechanisms/<int:mechanism_id>/remove/", views.remove_mechanism, name="remove_mechanism"),
    path("mechanisms/<int:mechanism_id>/files/add/", views.add_mechanism_file, name="add_mechanism_file"),
]
