from enlace.website.models.articles import NewsPage, StoryPage
from enlace.website.models.media import SiteDocument, SiteImage, SiteRendition
from enlace.website.models.network import NetworkSettings
from enlace.website.models.pages import (
    CollectionPage,
    DonatePage,
    HistoryPage,
    HomePage,
    LibraryPage,
    NewsIndexPage,
    SitePage,
    StoryIndexPage,
    TextPage,
)

__all__ = [
    "CollectionPage",
    "DonatePage",
    "HistoryPage",
    "HomePage",
    "LibraryPage",
    "NetworkSettings",
    "NewsIndexPage",
    "NewsPage",
    "SiteDocument",
    "SiteImage",
    "SitePage",
    "SiteRendition",
    "StoryIndexPage",
    "StoryPage",
    "TextPage",
]
