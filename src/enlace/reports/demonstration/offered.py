from collections.abc import Callable
from typing import Any

from enlace.reports.demonstration.loading import make_demonstration_reports

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("demo", make_demonstration_reports, 30),)
"""After every record that they are drawn from."""
