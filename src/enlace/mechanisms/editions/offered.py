"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.mechanisms.editions import due

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("due", due.due_editions, 15),)
