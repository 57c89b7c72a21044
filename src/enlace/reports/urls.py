from django.urls import URLPattern

from enlace.reports.editions import urls as editions
from enlace.reports.planning import urls as planning

app_name = "reports"
urlpatterns: list[URLPattern] = [*planning.urlpatterns, *editions.urlpatterns]
