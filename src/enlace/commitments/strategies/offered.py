"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.strategies import due, entries

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("workspace_entry", entries.workspace_entry, 10),
    ("due", due.due_strategies, 14),
)
