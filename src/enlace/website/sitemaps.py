from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from enlace.commitments.models import Commitment
from enlace.consultations.models import Challenge, Consultation, Priority
from enlace.core.languages import default_language, language_codes, preference
from enlace.core.registry import registered
from enlace.library.models import Collection, Publication
from enlace.mechanisms.models import Edition, Mechanism, PracticeNote
from enlace.meetings.models import Meeting
from enlace.network.models import State
from enlace.themes.models import Theme
from enlace.website.queries import visible_pages


class PagesSitemap(Sitemap):
    """Every visible page, each with its editions in all languages, itself among them."""

    def items(self) -> list[Page]:
        return list(visible_pages(AnonymousUser()).select_related("locale").order_by("path"))

    def location(self, item: Any) -> str:
        return item.get_url_parts()[2]

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        addresses = super().get_urls(page, site, protocol)
        editions: dict[Any, dict[str, str]] = defaultdict(dict)
        start = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for item in self.items():
            editions[item.translation_key][item.locale.language_code] = start + self.location(item)
        for address in addresses:
            address["alternates"] = alternates(editions[address["item"].translation_key])
        return addresses


class NetworkSitemap(Sitemap):
    """The pages of the network's own records: the list of the states, each state, and the directory, in each language.

    None while there is no member.
    """

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, code of a state or nothing."""
        codes = State.objects.visible_to(AnonymousUser()).filter(memberships__isnull=False).distinct()
        pages = [("state", code.lower()) for code in codes.values_list("code", flat=True)]
        pages = [("states", ""), ("directory", ""), *pages] if pages else []
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, code = item
        with override(language):
            return reverse(f"network:{name}", args=[code] if code else [])

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        addresses = super().get_urls(page, site, protocol)
        start = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for address in addresses:
            _language, *one = address["item"]
            editions = {code: start + self.location((code, *one)) for code in language_codes()}
            address["alternates"] = alternates(editions)
        return addresses


class MeetingsSitemap(NetworkSitemap):
    """The list of the meetings, and each that everybody may see; none while there is none."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, number of a meeting or nothing."""
        public = Meeting.objects.visible_to(AnonymousUser()).order_by("pk")
        pages = [("meeting", str(pk)) for pk in public.values_list("pk", flat=True)]
        pages = [("meetings", ""), *pages] if pages else []
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, number = item
        with override(language):
            return reverse(f"meetings:{name}", args=[number] if number else [])


class ConsultationsSitemap(NetworkSitemap):
    """The lists of priorities and consultations, and each of them and of their challenges that everybody may see."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, number of the record or nothing."""
        everybody = AnonymousUser()
        shown = {
            "priority": Priority.objects.visible_to(everybody).values_list("pk", flat=True),
            "challenge": Challenge.objects.visible_to(everybody).values_list("pk", flat=True),
            "consultation": Consultation.objects.visible_to(everybody).values_list("pk", flat=True),
        }
        pages = [(name, str(pk)) for name, numbers in shown.items() for pk in sorted(numbers)]
        lists = {"priorities": "priority", "consultations": "consultation"}
        pages = [(name, "") for name, kind in lists.items() if any(one == kind for one, _pk in pages)] + pages
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, number = item
        with override(language):
            return reverse(f"consultations:{name}", args=[number] if number else [])


class CommitmentsSitemap(NetworkSitemap):
    """The page of the commitments, and each that everybody may see; none while there is none."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, number of a commitment or nothing."""
        public = Commitment.objects.visible_to(AnonymousUser()).order_by("pk")
        pages = [("commitment", str(pk)) for pk in public.values_list("pk", flat=True)]
        pages = [("commitments", ""), *pages] if pages else []
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, number = item
        with override(language):
            return reverse(f"commitments:{name}", args=[number] if number else [])


class MechanismsSitemap(NetworkSitemap):
    """The register of mechanisms, the editions that are closed, the practice notes, and each that everybody may see."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, number of the record or nothing."""
        everybody = AnonymousUser()
        shown = {
            "mechanism": Mechanism.objects.visible_to(everybody).values_list("pk", flat=True),
            "edition": Edition.objects.visible_to(everybody).values_list("pk", flat=True),
            "practice_note": PracticeNote.objects.visible_to(everybody).values_list("pk", flat=True),
        }
        pages = [(name, str(pk)) for name, numbers in shown.items() for pk in sorted(numbers)]
        pages = [(f"{name}s", "") for name in shown if any(one == name for one, _pk in pages)] + pages
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, number = item
        with override(language):
            return reverse(f"mechanisms:{name}", args=[number] if number else [])


class LibrarySitemap(NetworkSitemap):
    """The library, its collections, and each publication that everybody may read."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, slug of a collection, number of a publication, or nothing."""
        everybody = AnonymousUser()
        public = Publication.objects.visible_to(everybody).order_by("pk")
        shelves = Collection.objects.visible_to(everybody)
        pages = [("publication", str(pk)) for pk in public.values_list("pk", flat=True)]
        pages = [("collection", slug) for slug in shelves.values_list("slug", flat=True)] + pages
        pages = [("library", ""), *pages] if pages else []
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, key = item
        with override(language):
            return reverse(f"library:{name}", args=[key] if key else [])


class ThemesSitemap(NetworkSitemap):
    """The themes, and each of them."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, slug of a theme or nothing."""
        pages = [("theme", slug) for slug in Theme.objects.order_by("slug").values_list("slug", flat=True)]
        pages = [("themes", ""), *pages] if pages else []
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, slug = item
        with override(language):
            return reverse(f"themes:{name}", args=[slug] if slug else [])


def alternates(editions: dict[str, str]) -> list[dict[str, str]]:
    """language → address as a sitemap names them, in the network's order; nothing where there is only one."""
    if len(editions) < 2:
        return []
    rows = [
        {"lang_code": code, "location": editions[code]} for code in preference(default_language()) if code in editions
    ]
    return [*rows, {"lang_code": "x-default", "location": rows[0]["location"]}]


SITEMAPS = {
    "pages": PagesSitemap,
    "network": NetworkSitemap,
    "meetings": MeetingsSitemap,
    "consultations": ConsultationsSitemap,
    "commitments": CommitmentsSitemap,
    "mechanisms": MechanismsSitemap,
    "library": LibrarySitemap,
    "themes": ThemesSitemap,
}


def sitemaps() -> dict[str, type[Sitemap]]:
    """By name: ours, and those that lower apps offer."""
    return SITEMAPS | dict(offer() for offer in registered("sitemap"))
