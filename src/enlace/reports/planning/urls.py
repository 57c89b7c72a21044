from django.urls import URLPattern, path

from enlace.reports.planning import review_views, section_views, views

OF_ONE = "reports/<int:report_id>"
SECTION = "reports/sections/<int:report_section_id>"

urlpatterns: list[URLPattern] = [
    path("reports/begin/", views.begin_report, name="begin_report"),
    path(f"{OF_ONE}/draft/", views.draft, name="draft"),
    path(f"{OF_ONE}/draft/<str:language>/", views.preview, name="preview"),
    path(f"{OF_ONE}/draft/<str:language>/report.<str:form>", views.draft_file, name="draft_file"),
    path(f"{OF_ONE}/remove/", views.remove_report, name="remove_report"),
    path(f"{OF_ONE}/sections/add/", section_views.add_report_section, name="add_report_section"),
    path(f"{SECTION}/move/", section_views.move_report_section, name="move_report_section"),
    path(f"{SECTION}/leave-out/", section_views.leave_out_report_section, name="leave_out_report_section"),
    path(f"{SECTION}/put-back/", section_views.put_back_report_section, name="put_back_report_section"),
    path(f"{SECTION}/remove/", section_views.remove_report_section, name="remove_report_section"),
    path(f"{OF_ONE}/review/", review_views.review, name="review"),
    path(f"{OF_ONE}/review/ask/", review_views.ask_review, name="ask_review"),
    path(f"{OF_ONE}/review/end/", review_views.end_review, name="end_review"),
    path("reports/remarks/<int:remark_id>/settle/", review_views.settle_remark, name="settle_remark"),
]
