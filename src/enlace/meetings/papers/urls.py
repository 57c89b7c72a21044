from django.urls import path

from enlace.meetings.papers import bundle_views, contribution_views, views

urlpatterns = [
    path("meetings/<int:meeting_id>/papers/", views.papers, name="papers"),
    path("meetings/<int:meeting_id>/papers/tell/", views.tell_of_papers, name="tell_of_papers"),
    path("meetings/<int:meeting_id>/papers/one-file/", bundle_views.ask_for_bundle, name="ask_for_bundle"),
    path("meetings/sessions/<int:session_id>/papers/add/", views.add_paper, name="add_paper"),
    path("meetings/papers/<int:paper_id>/", views.paper, name="paper"),
    path("meetings/papers/<int:paper_id>/edit/", views.edit_paper, name="edit_paper"),
    path("meetings/papers/<int:paper_id>/release/", views.release_paper, name="release_paper"),
    path("meetings/papers/<int:paper_id>/take-back/", views.take_back_paper, name="take_back_paper"),
    path("meetings/papers/<int:paper_id>/move/", views.move_paper, name="move_paper"),
    path("meetings/papers/<int:paper_id>/remove/", views.remove_paper, name="remove_paper"),
    path("meetings/papers/<int:paper_id>/add-file/", views.add_paper_text, name="add_paper_text"),
    path("meetings/paper-files/<int:paper_text_id>/remove/", views.remove_paper_text, name="remove_paper_text"),
    path("meetings/papers-in-one-file/<int:bundle_id>/", bundle_views.bundle, name="bundle"),
    path("meetings/papers-in-one-file/<int:bundle_id>/file/", bundle_views.bundle_file, name="bundle_file"),
    path("meetings/contributions/<int:contribution_id>/", contribution_views.contribution, name="contribution"),
    path(
        "meetings/contributions/<int:contribution_id>/submit/",
        contribution_views.submit_contribution,
        name="submit_contribution",
    ),
    path(
        "meetings/contributions/<int:contribution_id>/take-back/",
        contribution_views.take_back_contribution,
        name="take_back_contribution",
    ),
    path("meetings/contributions/<int:contribution_id>/slides/", contribution_views.add_slides, name="add_slides"),
    path(
        "meetings/speakers/<int:speaker_id>/contribution/",
        contribution_views.write_contribution,
        name="write_contribution",
    ),
]
