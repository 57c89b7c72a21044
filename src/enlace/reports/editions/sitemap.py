from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from enlace.core.languages import language_codes
from enlace.reports.models import Report
from enlace.website.sitemaps import NetworkSitemap


class ReportsSitemap(NetworkSitemap):
    """The list of the reports, and each of which an edition is public; none while there is none."""

    def items(self) -> list[tuple[str, str, str]]:
        """Language, name of the address, number of a report or nothing."""
        public = Report.objects.visible_to(AnonymousUser()).order_by("pk")
        pages = [("report", str(pk)) for pk in public.values_list("pk", flat=True)]
        pages = [("reports", ""), *pages] if pages else []
        return [(language, *one) for one in pages for language in language_codes()]

    def location(self, item: tuple[str, str, str]) -> str:
        language, name, number = item
        with override(language):
            return reverse(f"reports:{name}", args=[number] if number else [])


def reports_sitemap() -> tuple[str, type[ReportsSitemap]]:
    return "reports", ReportsSitemap
