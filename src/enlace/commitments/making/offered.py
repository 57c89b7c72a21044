"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.making import due, panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("decision_panel", panels.decision_panel, 10),
    ("priority_panel", panels.priority_panel, 10),
    ("due", due.due_words, 12),
)
