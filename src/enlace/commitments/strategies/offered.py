"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.strategies import due, privacy

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("due", due.due_strategies, 14),)
