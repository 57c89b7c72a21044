from django.urls import URLPattern, path

from enlace.meetings.agenda import edit_views, publish_views, speaker_views, views

urlpatterns: list[URLPattern] = [
    path("meetings/<int:meeting_id>/agenda/", views.agenda, name="agenda"),
    path("meetings/<int:meeting_id>/agenda.pdf", views.agenda_pdf, name="agenda_pdf"),
    path("meetings/<int:meeting_id>/agenda/draft/", edit_views.edit_agenda, name="edit_agenda"),
    path("meetings/<int:meeting_id>/agenda/draft/add/", edit_views.add_session, name="add_session"),
    path("meetings/<int:meeting_id>/agenda/draft/day/", edit_views.shift_day, name="shift_day"),
    path("meetings/<int:meeting_id>/agenda/draft/publish/", publish_views.publish_agenda, name="publish_agenda"),
    path("meetings/sessions/<int:session_id>/", views.session, name="session"),
    path("meetings/sessions/<int:session_id>/edit/", edit_views.edit_session, name="edit_session"),
    path("meetings/sessions/<int:session_id>/move/", edit_views.move_session, name="move_session"),
    path("meetings/sessions/<int:session_id>/cancel/", edit_views.cancel_session, name="cancel_session"),
    path("meetings/sessions/<int:session_id>/restore/", edit_views.restore_session, name="restore_session"),
    path("meetings/sessions/<int:session_id>/remove/", edit_views.remove_session, name="remove_session"),
    path("meetings/sessions/<int:session_id>/speakers/", speaker_views.speakers, name="speakers"),
    path("meetings/speakers/<int:speaker_id>/", speaker_views.edit_speaker, name="edit_speaker"),
    path("meetings/speakers/<int:speaker_id>/move/", speaker_views.move_speaker, name="move_speaker"),
    path("meetings/speakers/<int:speaker_id>/remove/", speaker_views.remove_speaker, name="remove_speaker"),
]
