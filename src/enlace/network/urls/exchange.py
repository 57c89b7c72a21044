from django.urls import path

from enlace.network import exchange_views as views

urlpatterns = [
    path("import/", views.import_table, name="import_table"),
    path("import/<int:pending_table_id>/", views.import_plan, name="import_plan"),
    path("import/<int:pending_table_id>/discard/", views.import_discard, name="import_discard"),
    path("import/template/<str:table>.<str:form>", views.import_template, name="import_template"),
    path("export/", views.export, name="export"),
    path("export/<str:table>.<str:form>", views.export_table, name="export_table"),
]
