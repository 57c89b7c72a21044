"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.strategies import due, privacy

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("due", due.due_strategies, 14),
    ("held", privacy.comments_of, 11),
    ("erase", privacy.erase_from_sections, 11),
)
