"""What is new in a collection, for feed readers: Atom in the reader's language, with the files of every language."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.core.xml_text import writable
from enlace.library.citing.public_files import NewestFile, newest_files
from enlace.library.citing.references import full_title, permanent_address
from enlace.library.harvesting.views import repository_name
from enlace.library.models import Collection, Contributor, Publication

LONGEST = 30


class AtomWithMakers(Atom1Feed):
    """Each maker of a publication, and the language of its words."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return super().item_attributes(item) | {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["makers"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


class CollectionFeed(Feed):
    feed_type = AtomWithMakers

    def get_object(self, request: HttpRequest, collection_slug: str) -> tuple[Collection, str]:
        return get_object_or_404(Collection, slug=collection_slug), repository_name(request)

    def title(self, found: tuple[Collection, str]) -> str:
        return writable(found[0].shown_name)

    def subtitle(self, found: tuple[Collection, str]) -> str:
        return writable(found[0].description.in_language())

    def author_name(self, found: tuple[Collection, str]) -> str:
        return writable(found[1])

    def link(self, found: tuple[Collection, str]) -> str:
        return found[0].get_absolute_url()

    def feed_guid(self) -> None:
        """The address of the feed is its identity."""

    def items(self, found: tuple[Collection, str]) -> Sequence[tuple[Publication, Sequence[NewestFile]]]:
        """With the files of each, asked for once for all."""
        seen = Publication.objects.visible_to(AnonymousUser()).filter(collection=found[0])
        rows = list(
            seen.prefetch_related("contributors", "themes", "language_versions").order_by("-published_at", "-pk")[
                :LONGEST
            ]
        )
        files = newest_files(rows)
        return [(one, files.get(one.pk, ())) for one in rows]

    def item_title(self, item: tuple[Publication, Sequence[NewestFile]]) -> str:
        title = full_title(item[0], current_language()).text
        return writable(f"[{_('Illustrative')}] {title}" if item[0].illustrative else title)

    def item_description(self, item: tuple[Publication, Sequence[NewestFile]]) -> str:
        """As HTML, which is how readers take it."""
        return escape(writable(item[0].shown_abstract))

    def item_link(self, item: tuple[Publication, Sequence[NewestFile]]) -> str:
        return item[0].get_absolute_url()

    def item_guid(self, item: tuple[Publication, Sequence[NewestFile]]) -> str:
        return permanent_address(item[0])

    def item_pubdate(self, item: tuple[Publication, Sequence[NewestFile]]) -> datetime | None:
        return item[0].published_at

    def item_updateddate(self, item: tuple[Publication, Sequence[NewestFile]]) -> datetime:
        return item[0].changed_at

    def item_categories(self, item: tuple[Publication, Sequence[NewestFile]]) -> list[str]:
        kind = item[0].get_kind_display()
        return [writable(one) for one in [kind, *(theme.label.in_language() for theme in item[0].themes.all())]]

    def item_enclosures(self, item: tuple[Publication, Sequence[NewestFile]]) -> list[Enclosure]:
        return [Enclosure(one.address, str(one.size), one.content_type) for one in item[1]]

    def item_extra_kwargs(self, item: tuple[Publication, Sequence[NewestFile]]) -> dict[str, Any]:
        makers = [writable(one) for one in _makers(item[0].contributors.all())]
        return {"language": item[0].shown_title.language, "makers": makers}


def _makers(contributors: Any) -> list[Contributor]:
    """Authors, else editors."""
    people = list(contributors)
    return [one for one in people if one.role == "author"] or [one for one in people if one.role == "editor"]
