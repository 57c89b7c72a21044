from django.urls import URLPattern, path

from enlace.consultations.challenges import views

urlpatterns: list[URLPattern] = [
    path("challenges/", views.challenges, name="challenges"),
    path("challenges/add/", views.add_challenge, name="add_challenge"),
    path("challenges/<int:challenge_id>/", views.challenge, name="challenge"),
    path("challenges/<int:challenge_id>/edit/", views.edit_challenge, name="edit_challenge"),
    path("challenges/<int:challenge_id>/withdraw/", views.withdraw_challenge, name="withdraw_challenge"),
    path("challenges/<int:challenge_id>/restore/", views.restore_challenge, name="restore_challenge"),
    path("challenges/<int:challenge_id>/<str:state_code>/share/", views.share_challenge, name="share_challenge"),
    path(
        "challenges/<int:challenge_id>/<str:state_code>/stop-sharing/",
        views.stop_sharing_challenge,
        name="stop_sharing_challenge",
    ),
]
