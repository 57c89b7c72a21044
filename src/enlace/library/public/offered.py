"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.library.public import panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("navigation", panels.public_entry, 14),
    ("workspace_entry", panels.workspace_entry, 12),
    ("home_panel", panels.home_panel, 20),
    ("meeting_panel", panels.meeting_panel, 70),
    ("session_panel", panels.session_panel, 70),
    ("commitment_panel", panels.commitment_panel, 10),
    ("mechanism_panel", panels.mechanism_panel, 10),
    ("state_panel", panels.state_panel, 60),
    ("theme_panel", panels.theme_panel, 10),
)
