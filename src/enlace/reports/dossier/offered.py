"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.reports.dossier import panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("state_panel", panels.state_panel, 90),
    ("workspace_panel", panels.workspace_panel, 30),
)
