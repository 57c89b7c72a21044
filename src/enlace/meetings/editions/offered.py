"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.editions import entries

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("navigation", entries.public_entry, 10),
    ("workspace_entry", entries.workspace_entry, 10),
    ("home_panel", entries.home_panel, 10),
    ("state_panel", entries.state_panel, 0),
    ("file_owner", entries.photo_files, 10),
    ("meeting_entry", entries.overview_entry, 0),
    ("meeting_entry", entries.host_entry, 80),
    ("meeting_entry", entries.photos_entry, 85),
)
