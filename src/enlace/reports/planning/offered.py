"""What drafts offer through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.reports.planning import due, privacy

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("due", due.due_reports, 40),
    ("held", privacy.remarks_of, 30),
    ("erase", privacy.erase_from_remarks, 30),
)
