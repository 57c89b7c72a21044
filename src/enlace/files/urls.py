from django.urls import path

from enlace.files import views

app_name = "files"
urlpatterns = [
    path("<int:file_id>/", views.file, name="file"),
    path("<int:file_id>/add/", views.add_version, name="add_version"),
    path("<int:file_id>/erase/", views.erase_file, name="erase_file"),
    path("<int:file_id>/<int:number>/erase/", views.erase_version, name="erase_version"),
    path("<int:file_id>/<int:number>/<str:name>", views.version, name="version"),
]
