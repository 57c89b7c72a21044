"""Commitments and joint strategies on the page of a theme."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.commitments.models import Commitment, Strategy
from enlace.core.registry import Panel
from enlace.themes.models import Theme
from enlace.themes.tagged import SHOWN, Tagged, tagged_panel


def commitments_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    """The newest; all of them stand on the dashboard, by the same theme."""
    tagged = Commitment.themes.through.objects.filter(theme__in=theme.ids_within()).values("commitment")
    found = Commitment.objects.visible_to(request.user).filter(pk__in=tagged).order_by("-pk")[: SHOWN + 1]
    lines = [
        Tagged(one.shown_title, one.get_absolute_url(), one.get_approach_display().capitalize(), one.illustrative)
        for one in found
    ]
    return tagged_panel(
        "commitments", _("Commitments"), lines, f"{reverse('commitments:commitments')}?theme={theme.slug}"
    )


def strategies_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    tagged = Strategy.objects.filter(themes__in=theme.ids_within()).values("pk")
    found = Strategy.objects.visible_to(request.user).filter(pk__in=tagged)[: SHOWN + 1]
    lines = [Tagged(one.shown_title, one.get_absolute_url(), "", one.illustrative) for one in found]
    return tagged_panel("strategies", _("Joint strategies"), lines, reverse("commitments:strategies"))
