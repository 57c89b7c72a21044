from django.urls import URLPattern, path

from enlace.library.cataloguing import collection_views, language_views, list_views, views

ONE = "library/<int:publication_id>/"
LANGUAGE = "library/language-versions/<int:language_version_id>/"
SHELF = "library/collections/<slug:collection_slug>/"

urlpatterns: list[URLPattern] = [
    path("library/publications/", list_views.publications, name="publications"),
    path("library/publications/add/", views.add_publication, name="add_publication"),
    path("library/publications/undo/", list_views.undo_for_publications, name="undo_for_publications"),
    path(f"{ONE}record/", views.publication_record, name="publication_record"),
    path(f"{ONE}change/", views.change_publication, name="change_publication"),
    path(f"{ONE}publish/", views.publish_publication, name="publish_publication"),
    path(f"{ONE}withdraw/", views.withdraw_publication, name="withdraw_publication"),
    path(f"{ONE}remove/", views.remove_publication, name="remove_publication"),
    path(f"{ONE}join/", language_views.join_publication, name="join_publication"),
    path(f"{ONE}language-versions/add/", language_views.add_language_version, name="add_language_version"),
    path(f"{LANGUAGE}change/", language_views.change_language_version, name="change_language_version"),
    path(f"{LANGUAGE}file/", language_views.add_file_version, name="add_file_version"),
    path(f"{LANGUAGE}remove/", language_views.remove_language_version, name="remove_language_version"),
    path("library/collections/", collection_views.collections, name="collections"),
    path("library/add-collection/", collection_views.add_collection, name="add_collection"),
    path(f"{SHELF}change/", collection_views.change_collection, name="change_collection"),
    path(f"{SHELF}move/", collection_views.move_collection, name="move_collection"),
    path(f"{SHELF}remove/", collection_views.remove_collection, name="remove_collection"),
]
