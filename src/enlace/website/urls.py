"""`root_patterns` stand at the root; `language_patterns` beneath the language, before the CMS's own pages."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path

from enlace.website import media_views, views
from enlace.website.feeds import AtomFeed, RssFeed
from enlace.website.sitemaps import sitemaps

root_patterns = [
    path("", views.front_door, name="front_door"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": sitemaps()}, name="sitemap"),
    re_path(r"^media/(?P<name>[^\x00-\x1f]+)$", media_views.media, name="media"),
    re_path(
        r"^documents/(?P<document_id>[0-9]{1,18})/(?P<name>[^\x00-\x1f]+)$",
        media_views.document,
        name="wagtaildocs_serve",
    ),
]
language_patterns = [
    path("feed/rss/", RssFeed(), name="feed_rss"),
    path("feed/atom/", AtomFeed(), name="feed_atom"),
    path("page/<uuid:key>/", views.page_elsewhere, name="page_elsewhere"),
]
