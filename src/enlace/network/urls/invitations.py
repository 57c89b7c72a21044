from django.urls import path

from enlace.network import account_views, invitation_views, session_views

urlpatterns = [
    path("invitations/", invitation_views.invitations, name="invitations"),
    path("invitations/<str:token>/", invitation_views.invitation, name="invitation"),
    path("invitations/<int:invitation_id>/withdraw/", invitation_views.withdraw_invitation, name="withdraw_invitation"),
    path("people/<int:person_id>/invite/", invitation_views.invite, name="invite"),
    path("accounts/sessions/<int:session_id>/end/", session_views.end_session, name="end_session"),
    path("people/<int:person_id>/account/deactivate/", account_views.deactivate_account, name="deactivate_account"),
    path("people/<int:person_id>/account/activate/", account_views.activate_account, name="activate_account"),
]
