from django.urls import path

from enlace.network import audit_views

urlpatterns = [
    path("audit/", audit_views.audit, name="audit"),
    path("audit/export/", audit_views.audit_export, name="audit_export"),
]
