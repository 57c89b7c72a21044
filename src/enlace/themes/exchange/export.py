from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.languages import language_codes
from enlace.themes.exchange.facts import facts_of
from enlace.themes.exchange.reading import own_base
from enlace.themes.exchange.turtle import vocabulary_in_turtle
from enlace.themes.models import Theme
from enlace.themes.tree import areas_of


def written_vocabulary() -> str:
    """All themes as SKOS in Turtle, by area, whatever language is active. Two queries."""
    titles: dict[str, str] = {}
    for code in language_codes():
        with override(code):
            titles[code] = _("Themes")
    with override("en"):
        found = areas_of(Theme.objects.select_related("broader").prefetch_related("related"))
    themes = [branch.theme for area in found for branch in area.walk()]
    return vocabulary_in_turtle(map(facts_of, themes), own_base(), titles)
