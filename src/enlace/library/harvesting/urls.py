from django.urls import URLPattern, path

from enlace.library.harvesting.feeds import CollectionFeed

urlpatterns: list[URLPattern] = [
    path("library/collections/<slug:collection_slug>/feed/", CollectionFeed(), name="collection_feed"),
]
