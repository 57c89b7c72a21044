"""Meetings and sessions on the page of a theme."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from enlace.core.registry import Panel
from enlace.meetings.agenda.queries import published_item
from enlace.meetings.models import Meeting, Session
from enlace.network.dated import day_in_words
from enlace.themes.models import Theme
from enlace.themes.tagged import SHOWN, Tagged, tagged_panel


def meetings_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    found = Meeting.objects.visible_to(request.user).filter(pk__in=_tagged(Meeting, theme))[: SHOWN + 1]
    lines = [Tagged(one.shown_title, one.get_absolute_url(), one.days_in_words, one.illustrative) for one in found]
    return tagged_panel("meetings", _("Meetings"), lines)


def sessions_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    """As they were published."""
    return tagged_panel("sessions", _("Sessions"), _published(request, theme))


def _published(request: HttpRequest, theme: Theme) -> Iterator[Tagged]:
    seen = Session.objects.visible_to(request.user).filter(pk__in=_tagged(Session, theme))
    for one in seen.select_related("meeting").order_by("-day", "-begins", "-pk")[:SHOWN]:
        item = published_item(one, request.user)
        if item is not None and not item.cancelled:
            yield Tagged(item.shown_title, one.get_absolute_url(), day_in_words(item.day), item.illustrative)


def _tagged(model: type[Meeting] | type[Session], theme: Theme) -> Any:
    return model.objects.filter(themes__in=theme.ids_within()).values("pk")
