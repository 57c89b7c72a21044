"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.library.demonstration.loading import make_demonstration_library

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("demo", make_demonstration_library, 21),)
