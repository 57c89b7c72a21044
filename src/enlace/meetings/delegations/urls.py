from django.urls import URLPattern, path

from enlace.meetings.delegations import delegate_views, registration_views, views

urlpatterns: list[URLPattern] = [
    path("meetings/<int:meeting_id>/delegations/", views.delegations, name="delegations"),
    path("meetings/<int:meeting_id>/delegations/invite/", views.invite, name="invite_delegations"),
    path("meetings/<int:meeting_id>/participants.xlsx", views.participants, name="export_participants"),
    path("meetings/delegations/<int:delegation_id>/", views.delegation, name="delegation"),
    path("meetings/delegations/<int:delegation_id>/answer/", views.answer_invitation, name="answer_invitation"),
    path(
        "meetings/delegations/<int:delegation_id>/take-back/", views.take_back_invitation, name="take_back_invitation"
    ),
    path("meetings/delegations/<int:delegation_id>/name/", delegate_views.name_delegate, name="name_delegate"),
    path("meetings/delegations/<int:delegation_id>/submit/", views.submit_delegation, name="submit_delegation"),
    path("meetings/delegations/<int:delegation_id>/approve/", views.approve_delegation, name="approve_delegation"),
    path(
        "meetings/delegations/<int:delegation_id>/send-back/", views.send_back_delegation, name="send_back_delegation"
    ),
    path("meetings/delegates/<int:delegate_id>/change/", delegate_views.change_delegate, name="change_delegate"),
    path("meetings/delegates/<int:delegate_id>/withdraw/", delegate_views.withdraw_delegate, name="withdraw_delegate"),
    path("meetings/delegates/<int:delegate_id>/send-link/", delegate_views.send_registration, name="send_registration"),
    path("meetings/delegates/<int:delegate_id>/register/", registration_views.register, name="register"),
    path("meetings/registration/<str:token>/", registration_views.registration, name="registration"),
]
