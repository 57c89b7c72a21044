"""Publications in the menus, on the home page, and on the pages of the records that they belong to."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Commitment
from enlace.core.menu import entry_to
from enlace.core.registry import Entry, Panel
from enlace.library.cataloguing.rules import can_add_publication
from enlace.library.public.lines import NEWEST_FIRST, lines_of, shown_publications
from enlace.library.public.search_address import search_address
from enlace.mechanisms.models import Mechanism
from enlace.meetings.models import Meeting, Session
from enlace.network.models import State
from enlace.network.parties import THE_NETWORK
from enlace.themes.models import Theme

ON_HOME, ON_A_PAGE = 4, 6
TEMPLATE = "library/panels/publications.html"


def _reader(request: HttpRequest) -> Anyone:
    return getattr(request, "user", AnonymousUser())


def public_entry(request: HttpRequest) -> Entry:
    return entry_to(reverse("library:library"), _("Library"), request)


def workspace_entry(request: HttpRequest) -> Entry | None:
    return public_entry(request) if THE_NETWORK.holds(_reader(request)) else None


def home_panel(request: HttpRequest) -> Panel:
    """The newest; while there is none, that there is none, and for who catalogues the way to the first."""
    reader = _reader(request)
    lines = lines_of(shown_publications(reader).order_by(*NEWEST_FIRST)[:ON_HOME])
    context = {"lines": lines, "may_add": not lines and can_add_publication(reader)}
    return Panel("library/panels/home_publications.html", context)


def meeting_panel(request: HttpRequest, meeting: Meeting) -> Panel | None:
    return _panel(request, meetings=meeting)


def session_panel(request: HttpRequest, session: Session) -> Panel | None:
    return _panel(request, sessions=session)


def commitment_panel(request: HttpRequest, commitment: Commitment) -> Panel | None:
    return _panel(request, commitments=commitment)


def mechanism_panel(request: HttpRequest, mechanism: Mechanism) -> Panel | None:
    return _panel(request, mechanisms=mechanism)


def state_panel(request: HttpRequest, state: State) -> Panel | None:
    return _panel(request, search_address(request, state=state.code), states=state)


def theme_panel(request: HttpRequest, theme: Theme) -> Panel | None:
    return _panel(request, search_address(request, theme=theme.slug), themes=theme)


def _panel(request: HttpRequest, more: str = "", **belonging: Any) -> Panel | None:
    """The newest of those that belong there, and the way to `more` where not all stand here."""
    found = shown_publications(_reader(request)).filter(**belonging).order_by(*NEWEST_FIRST)
    lines = lines_of(found[: ON_A_PAGE if more else None])
    if not lines:
        return None
    is_cut = bool(more) and len(lines) == ON_A_PAGE
    count = found.count() if is_cut else len(lines)
    return Panel(TEMPLATE, {"lines": lines, "count": count, "more": more if count > len(lines) else ""})
