"""Addresses under /cms/reports/: who may not enter the CMS does not come here."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from enlace.reports.writing import views

app_name = "reports_cms"

urlpatterns = decorate_urlpatterns(
    [
        path("sections/<int:report_section_id>/", views.write_report_section, name="write_report_section"),
        path("sections/<int:report_section_id>/preview/<str:language>/", views.preview_section, name="preview_section"),
    ],
    lambda view: never_cache(require_admin_access(view)),
)
