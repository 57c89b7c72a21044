from django.urls import URLPattern

from enlace.reports.dossier import urls as dossier
from enlace.reports.editions import urls as editions
from enlace.reports.planning import urls as planning

app_name = "reports"
urlpatterns: list[URLPattern] = [*dossier.urlpatterns, *planning.urlpatterns, *editions.urlpatterns]
