from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import override

from enlace.core.languages import default_language, language_codes, preference
from enlace.giving.models import Campaign


class CampaignsSitemap(Sitemap):
    """The list of the campaigns, and each that is public; none while there is none."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, slug of a campaign or nothing."""
        slugs = Campaign.objects.visible_to(AnonymousUser()).order_by("pk").values_list("slug", flat=True)
        pages = [("campaign", slug) for slug in slugs]
        pages = [("campaigns", ""), *pages] if pages else []
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: Any) -> str:
        language, name, slug = item
        with override(language):
            return reverse(f"giving:{name}", args=[slug] if slug else [])

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Each with its editions in all languages, itself among them."""
        addresses = super().get_urls(page, site, protocol)
        start = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for address in addresses:
            _language, *one = address["item"]
            rows = [
                {"lang_code": code, "location": start + self.location((code, *one))}
                for code in preference(default_language())
            ]
            address["alternates"] = [*rows, {"lang_code": "x-default", "location": rows[0]["location"]}]
        return addresses


def campaigns_sitemap() -> tuple[str, type[CampaignsSitemap]]:
    return "campaigns", CampaignsSitemap
