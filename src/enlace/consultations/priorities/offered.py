"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.consultations.priorities import panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("navigation", panels.public_entry, 12),
    ("home_panel", panels.home_panel, 12),
    ("meeting_panel", panels.meeting_panel, 50),
    ("session_panel", panels.session_panel, 50),
)
