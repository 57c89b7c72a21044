"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.calendars import entries

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("workspace_foot", entries.calendar_entry, 15),
    ("meeting_panel", entries.calendar_panel, 90),
    ("held", entries.held_feeds, 0),
    ("erase", entries.erase_feeds, 0),
)
