"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = ()
