"""What is new, news and stories together, for feed readers: RSS and Atom per language.

An article that exists only in another language stands here as it does in the lists of the site, marked as such. The
texts are summaries: an article is read where its pictures, sources and corrections are.
"""

from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid5

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.core.xml_text import writable
from enlace.website.illustrative import illustrative_mark
from enlace.website.models import NetworkSettings
from enlace.website.queries import listed, named
from enlace.website.stream_text import first_paragraph

LONGEST = 30


class RssOfLanguages(Rss201rev2Feed):
    """RSS 2.0 has no language per item; Dublin Core lends one."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:language", item["language"])


class AtomOfLanguages(Atom1Feed):
    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return super().item_attributes(item) | {"xml:lang": item["language"]}


class RssFeed(Feed):
    feed_type: type[SyndicationFeed] = RssOfLanguages
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NetworkSettings:
        return NetworkSettings.for_request(request)

    def title(self, network: NetworkSettings) -> str:
        return writable(network.name or _("News and stories"))

    def description(self, network: NetworkSettings) -> str:
        return _("News and stories of impact in one feed.")

    subtitle = description

    def author_name(self, network: NetworkSettings) -> str:
        return writable(network.publisher or network.name or _("The publisher of this site"))

    def link(self) -> str:
        return f"/{current_language()}/"

    def feed_guid(self) -> None:
        """The address of the feed is its identity."""

    def items(self) -> list[Any]:
        found = [
            one
            for kind in ("NewsPage", "StoryPage")
            for one in listed(kind, current_language(), AnonymousUser())[:LONGEST]
        ]
        return sorted(found, key=lambda one: (one.date, one.pk), reverse=True)[:LONGEST]

    def item_title(self, item: Any) -> str:
        title, language = item.title, item.locale.language_code
        if language != current_language():
            title = _("%(title)s (in %(language)s)") % {
                "title": title,
                "language": named([language], current_language()),
            }
        mark = illustrative_mark(item)
        return writable(f"[{mark}] {title}" if mark else title)

    def item_description(self, item: Any) -> str:
        """As HTML, which is how readers take it."""
        return escape(writable(item.summary or first_paragraph(item.body.raw_data)))

    def item_link(self, item: Any) -> str:
        return item.url

    def item_guid(self, item: Any) -> str:
        """Stays when the address changes, and when the article comes to exist in the reader's own language."""
        return uuid5(item.translation_key, current_language()).urn

    def item_pubdate(self, item: Any) -> datetime:
        """The date shown has no hour; noon keeps the day in every country of the network."""
        return datetime.combine(item.date, time(12), tzinfo=UTC)

    def item_updateddate(self, item: Any) -> datetime:
        return item.last_published_at or self.item_pubdate(item)

    def item_categories(self, item: Any) -> list[str]:
        return [writable(one) for one in [illustrative_mark(item), item.kind, *map(str, item.themes.all())] if one]

    def item_extra_kwargs(self, item: Any) -> dict[str, str]:
        return {"language": item.locale.language_code}


class AtomFeed(RssFeed):
    feed_type = AtomOfLanguages


def feed_addresses() -> list[tuple[str, str]]:
    """(media type, address) of the feeds in the reader's language, for the head of every page."""
    return [("application/rss+xml", reverse("feed_rss")), ("application/atom+xml", reverse("feed_atom"))]
