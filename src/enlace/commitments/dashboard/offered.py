"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.dashboard import panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("navigation", panels.public_entry, 13),
    ("workspace_entry", panels.workspace_entry, 10),
    ("home_panel", panels.home_panel, 13),
    ("state_panel", panels.state_panel, 40),
    ("meeting_panel", panels.meeting_panel, 60),
)
