"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.consultations.results import panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("workspace_panel", panels.latest_result_panel, 35),)
