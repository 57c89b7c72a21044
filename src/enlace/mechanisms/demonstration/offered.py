"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.mechanisms.demonstration.loading import make_demonstration_register
from enlace.mechanisms.demonstration.world import sign_ins

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("demo", make_demonstration_register, 22),
    ("sign_in", sign_ins, 20),
)
