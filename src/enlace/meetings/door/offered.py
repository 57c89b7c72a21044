"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.door.entries import attendance_entry, attendance_panel, door_entry

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("meeting_entry", door_entry, 50),
    ("meeting_entry", attendance_entry, 60),
    ("session_panel", attendance_panel, 60),
)
