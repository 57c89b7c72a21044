"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.consultations.challenges import entries

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("workspace_entry", entries.workspace_entry, 14),
    ("state_panel", entries.state_panel, 20),
)
