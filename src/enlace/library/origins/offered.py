"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.library.origins import panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("contribution_panel", panels.contribution_panel, 10),
    ("paper_panel", panels.paper_panel, 10),
    ("evidence_panel", panels.evidence_panel, 10),
)
