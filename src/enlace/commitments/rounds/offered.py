"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.rounds import due, tick_actions

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("due", due.due_rounds, 12),
    ("tick", tick_actions.close_rounds, 40),
    ("tick", tick_actions.send_digests, 41),
)
