from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, format_skeleton
from django.http import HttpRequest
from django.utils.text import capfirst

from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.registry import Due, Panel, registered
from enlace.network.roles import roles_of
from enlace.network.standing import Standing, addresses_of_the_secretariat, standing_of
from enlace.workspace.time_left import time_left

UNAMBIGUOUS = 300
"""So many days off a month needs no year."""


@dataclass(frozen=True)
class Expected:
    """One thing that is due, with its day as it heads it: 30, Nov, in 5 days."""

    due: Due
    month: str = ""
    left: str = ""
    late: bool = False


@dataclass(frozen=True)
class Home:
    """What the workspace opens with. Nothing is expected of who plays no part, and nothing is shown to them."""

    day: str
    standing: Standing
    plays_a_part: bool
    expected: list[Expected]
    panels: list[Panel]
    secretariat: list[str]


def home_of(request: HttpRequest) -> Home:
    """Raises TypeError for who is not signed in."""
    user, day = request.user, today()
    if not isinstance(user, User):
        raise TypeError("The workspace is for who is signed in.")
    roles = roles_of(user, day)
    plays = bool(roles.parts) or roles.is_administrator
    offered = [offer(request) for offer in registered("workspace_panel")] if plays else []
    return Home(
        day=capfirst(str(format_date(day, "full", current_language()))),
        standing=standing_of(user, day),
        plays_a_part=plays,
        expected=expected_of(user, day) if plays else [],
        panels=[panel for panel in offered if panel is not None],
        secretariat=[] if plays else addresses_of_the_secretariat(),
    )


def expected_of(user: User, day: date) -> list[Expected]:
    """All that is due of somebody, by day, what has none last; else in the order in which it was offered."""
    found = [due for expected in registered("due") for due in expected(user, day)]
    return [_expected(due, day) for due in sorted(found, key=lambda due: due.day or date.max)]


def _expected(due: Due, day: date) -> Expected:
    if due.day is None:
        return Expected(due)
    language = current_language()
    near = abs((due.day - day).days) < UNAMBIGUOUS
    month = format_date(due.day, "MMM", language) if near else format_skeleton("yMMM", due.day, locale=language)
    return Expected(due, str(month), time_left(due.day, day), due.day < day)
