from django.urls import URLPattern, path

from enlace.mechanisms.assessments import views, worksheet_views

ALL = "mechanisms/assessments/"
ONE = f"{ALL}<int:assessment_id>/"

urlpatterns: list[URLPattern] = [
    path(ALL, views.assessments, name="assessments"),
    path(f"{ALL}begin/", views.begin_assessment, name="begin_assessment"),
    path(ONE, views.assessment, name="assessment"),
    path(f"{ONE}compare/", views.assessment_comparison, name="assessment_comparison"),
    path(f"{ONE}sheet/", views.assessment_sheet, name="assessment_sheet"),
    path(f"{ONE}assessment.<str:form>", views.assessment_file, name="assessment_file"),
    path(f"{ONE}close/", views.close_assessment, name="close_assessment"),
    path(f"{ONE}remove/", views.remove_assessment, name="remove_assessment"),
    path(f"{ONE}factors/<int:number>/", worksheet_views.assessment_factor, name="assessment_factor"),
    path(f"{ONE}<str:indicator>/", worksheet_views.assessment_finding, name="assessment_finding"),
]
