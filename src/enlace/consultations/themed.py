"""Priorities, challenges and consultations on the page of a theme."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.consultations.models import Challenge, Consultation, Priority
from enlace.core.registry import Panel
from enlace.network.dated import day_in_words
from enlace.themes.models import Theme
from enlace.themes.tagged import SHOWN, Tagged, tagged_panel


def priorities_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    tagged = Priority.objects.filter(themes__in=theme.ids_within()).values("pk")
    found = Priority.objects.visible_to(request.user).filter(pk__in=tagged)[: SHOWN + 1]
    lines = [
        Tagged(one.shown_title, one.get_absolute_url(), day_in_words(one.adopted_on), one.illustrative) for one in found
    ]
    return tagged_panel("priorities", _("Priorities"), lines, reverse("consultations:priorities"))


def challenges_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    tagged = Challenge.objects.filter(themes__in=theme.ids_within()).values("pk")
    found = Challenge.objects.visible_to(request.user).standing().filter(pk__in=tagged)[: SHOWN + 1]
    lines = [
        Tagged(one.shown_title, one.get_absolute_url(), one.get_approach_display().capitalize(), one.illustrative)
        for one in found
    ]
    return tagged_panel("challenges", _("Challenges"), lines, reverse("consultations:challenges"))


def consultations_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    tagged = Consultation.objects.filter(themes__in=theme.ids_within()).values("pk")
    found = Consultation.objects.visible_to(request.user).filter(pk__in=tagged)[: SHOWN + 1]
    lines = [
        Tagged(one.shown_question, one.get_absolute_url(), day_in_words(one.last_day), one.illustrative)
        for one in found
    ]
    return tagged_panel("consultations", _("Consultations"), lines, reverse("consultations:consultations"))
