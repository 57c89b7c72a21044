from django.urls import path

from enlace.network import privacy_views

urlpatterns = [
    path("your-data/", privacy_views.your_data, name="your_data"),
    path("people/<int:person_id>/held/", privacy_views.held, name="held"),
    path("people/<int:person_id>/held.<str:form>", privacy_views.export, name="export_held"),
    path("people/<int:person_id>/erase/", privacy_views.erase, name="erase_person"),
]
