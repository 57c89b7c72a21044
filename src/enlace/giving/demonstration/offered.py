"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.giving.demonstration.loading import make_demonstration_giving

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("demo", make_demonstration_giving, 23),)
