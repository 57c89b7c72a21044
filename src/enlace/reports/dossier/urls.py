from django.urls import path

from enlace.reports.dossier import views

urlpatterns = [
    path("reports/dossier/<slug:state_code>/", views.dossier, name="dossier"),
    path("reports/dossier/<slug:state_code>.<slug:form>", views.dossier_file, name="dossier_file"),
]
