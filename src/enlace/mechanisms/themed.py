"""Mechanisms and practice notes on the page of a theme."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.registry import Panel
from enlace.mechanisms.models import Mechanism, PracticeNote
from enlace.themes.models import Theme
from enlace.themes.tagged import SHOWN, Tagged, tagged_panel


def notes_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    """Cleared ones, the newest; all of them stand on the page of lessons, by the same theme."""
    tagged = PracticeNote.themes.through.objects.filter(theme__in=theme.ids_within()).values("practicenote")
    seen = PracticeNote.objects.visible_to(request.user).cleared().filter(pk__in=tagged)
    found = seen.select_related("state").order_by("-cleared_at", "-pk")[: SHOWN + 1]
    lines = [Tagged(one.shown_title, one.get_absolute_url(), one.state.name, one.illustrative) for one in found]
    return tagged_panel(
        "lessons", _("Tools and lessons"), lines, f"{reverse('mechanisms:practice_notes')}?theme={theme.slug}"
    )


def mechanisms_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    tagged = Mechanism.objects.filter(themes__in=theme.ids_within()).values("pk")
    found = Mechanism.objects.visible_to(request.user).filter(pk__in=tagged).order_by("country", "pk")[: SHOWN + 1]
    lines = [Tagged(one.shown_name, one.get_absolute_url(), one.country_name, one.illustrative) for one in found]
    return tagged_panel("mechanisms", _("National mechanisms"), lines, reverse("mechanisms:mechanisms"))
