"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.giving.entry import rules

RULES = (rules.can_give,)
"""Named here, because the page “who may do what” knows a rule once it is loaded, and addresses are loaded late."""
OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = ()
