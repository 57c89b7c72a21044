"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.giving.donors import erasing_actions

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("tick", erasing_actions.forget_unpaid_gifts, 51),
    ("tick", erasing_actions.forget_old_gifts, 52),
)
