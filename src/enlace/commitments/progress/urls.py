from django.urls import URLPattern, path

from enlace.commitments.progress import clearing_views, evidence_views, paper_views, views

REPORT = "commitments/progress/<int:progress_id>/"
EVIDENCE = "commitments/evidence/<int:evidence_id>/"

urlpatterns: list[URLPattern] = [
    path("commitments/<int:commitment_id>/progress/add/", views.add_progress, name="add_progress"),
    path("commitments/<int:commitment_id>/progress/record/", paper_views.record_progress, name="record_progress"),
    path("commitments/progress/waiting/", clearing_views.progress_to_clear, name="progress_to_clear"),
    path(REPORT, views.progress, name="progress"),
    path(f"{REPORT}edit/", views.edit_progress, name="edit_progress"),
    path(f"{REPORT}remove/", views.remove_progress, name="remove_progress"),
    path(f"{REPORT}submit/", clearing_views.submit_progress, name="submit_progress"),
    path(f"{REPORT}clear/", clearing_views.clear_progress, name="clear_progress"),
    path(f"{REPORT}send-back/", clearing_views.send_back_progress, name="send_back_progress"),
    path(f"{REPORT}take-back/", clearing_views.take_back_progress, name="take_back_progress"),
    path(f"{REPORT}comment/", clearing_views.comment_progress, name="comment_progress"),
    path(f"{REPORT}evidence/add/", evidence_views.add_evidence, name="add_evidence"),
    path(f"{EVIDENCE}edit/", evidence_views.edit_evidence, name="edit_evidence"),
    path(f"{EVIDENCE}remove/", evidence_views.remove_evidence, name="remove_evidence"),
]
