"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.giving.settling import asking_actions, events_actions, handling_actions, reconciling_actions

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("tick", handling_actions.handle_waiting_events, 20),
    ("tick", asking_actions.end_what_must_end, 21),
    ("tick", reconciling_actions.reconcile_daily, 22),
    ("tick", events_actions.forget_old_events, 50),
)
