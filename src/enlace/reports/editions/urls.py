from django.urls import URLPattern, path

from enlace.reports.editions import keeping_views, views

OF_ONE = "reports/<int:report_id>"
EDITION = f"{OF_ONE}/editions/<int:number>"

urlpatterns: list[URLPattern] = [
    path("reports/", views.reports, name="reports"),
    path("reports/report.schema.json", views.report_schema, name="report_schema"),
    path(f"{OF_ONE}/", views.report, name="report"),
    path(f"{OF_ONE}/freeze/", keeping_views.freeze_report, name="freeze_report"),
    path(f"{EDITION}/", views.edition, name="edition"),
    path(f"{EDITION}/publish/", keeping_views.publish_edition, name="publish_edition"),
    path(f"{EDITION}/report-<str:language>.<str:form>", views.edition_file, name="edition_file"),
    path(f"{EDITION}/records/<slug:record_list>/", views.records, name="records"),
    path(f"{EDITION}/records/<slug:record_list>.csv", views.records_file, name="records_file"),
]
