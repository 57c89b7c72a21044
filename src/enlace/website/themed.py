"""News and stories on the page of a theme."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.core.registry import Panel
from enlace.core.texts import Text
from enlace.network.dated import day_in_words
from enlace.themes.models import Theme
from enlace.themes.tagged import SHOWN, Tagged, tagged_panel
from enlace.website.queries import listed


def news_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    return tagged_panel("news", _("News"), _tagged(request, theme, "NewsPage"))


def stories_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    return tagged_panel("stories", _("Stories of impact"), _tagged(request, theme, "StoryPage"))


def _tagged(request: HttpRequest, theme: Theme, kind: str) -> list[Tagged]:
    """Each once, in the reader's language first."""
    language = current_language()
    pages = listed(kind, language, request.user)
    through = pages.model.themes.through.objects.filter(theme__in=theme.ids_within())
    found = pages.filter(pk__in=through.values(f"{kind.lower()}_id")).prefetch_related(None)[:SHOWN]
    return [
        Tagged(
            Text(page.title, page.locale.language_code, page.locale.language_code != language),
            page.get_url(request) or "",
            day_in_words(page.date),
            getattr(page, "illustrative", False),
        )
        for page in found
    ]
