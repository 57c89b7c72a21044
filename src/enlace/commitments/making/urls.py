from django.urls import URLPattern, path

from enlace.commitments.making import act_views, milestone_views, views

ONE = "commitments/<int:commitment_id>/"
ACT = "commitments/acts/<int:commitment_event_id>/"
MILESTONE = "commitments/milestones/<int:milestone_id>/"

urlpatterns: list[URLPattern] = [
    path("commitments/add/", views.add_commitment, name="add_commitment"),
    path("commitments/record/", views.record_commitment, name="record_commitment"),
    path(ONE, views.commitment, name="commitment"),
    path(f"{ONE}edit/", views.edit_commitment, name="edit_commitment"),
    path(f"{ONE}remove/", views.remove_commitment, name="remove_commitment"),
    path(f"{ONE}put-forward/", act_views.put_forward_commitment, name="put_forward_commitment"),
    path(f"{ONE}renew/", act_views.renew_commitment, name="renew_commitment"),
    path(f"{ONE}amend/", act_views.amend_commitment, name="amend_commitment"),
    path(f"{ONE}close/", act_views.close_commitment, name="close_commitment"),
    path(f"{ONE}record/", act_views.record_act, name="record_act"),
    path(f"{ACT}confirm/", act_views.confirm_act, name="confirm_act"),
    path(f"{ACT}take-back/", act_views.take_back_act, name="take_back_act"),
    path(f"{ACT}remove/", act_views.remove_recorded_act, name="remove_recorded_act"),
    path(f"{ONE}milestones/add/", milestone_views.add_milestone, name="add_milestone"),
    path(f"{MILESTONE}edit/", milestone_views.edit_milestone, name="edit_milestone"),
    path(f"{MILESTONE}reach/", milestone_views.reach_milestone, name="reach_milestone"),
    path(f"{MILESTONE}reopen/", milestone_views.reopen_milestone, name="reopen_milestone"),
    path(f"{MILESTONE}remove/", milestone_views.remove_milestone, name="remove_milestone"),
]
