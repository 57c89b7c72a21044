from django.urls import path

from enlace.meetings.editions import photo_views, views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/add/", views.add_meeting, name="add_meeting"),
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/edit/", views.edit_meeting, name="edit_meeting"),
    path("meetings/<int:meeting_id>/cancel/", views.cancel_meeting, name="cancel_meeting"),
    path("meetings/<int:meeting_id>/restore/", views.restore_meeting, name="restore_meeting"),
    path("meetings/<int:meeting_id>/copy/", views.copy_meeting, name="copy_meeting"),
    path("meetings/<int:meeting_id>/host/", views.host_workspace, name="host_workspace"),
    path("meetings/<int:meeting_id>/photos/", photo_views.photos, name="photos"),
    path("meetings/<int:meeting_id>/photos/add/", photo_views.add_photo, name="add_photo"),
    path("meetings/photos/<int:photo_id>/edit/", photo_views.edit_photo, name="edit_photo"),
    path("meetings/photos/<int:photo_id>/move/", photo_views.move_photo, name="move_photo"),
    path("meetings/photos/<int:photo_id>/remove/", photo_views.remove_photo, name="remove_photo"),
    path("meetings/photos/<int:photo_id>/image/", photo_views.photo_file, name="photo_file"),
]
