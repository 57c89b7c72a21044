"""What drafts offer through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.reports.planning import due

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("due", due.due_reports, 40),)
"""What a draft under review expects of the states, and its remarks of the secretariat."""
