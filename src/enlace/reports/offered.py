"""What reports offer to the pages and commands of others, through the registry: each subject's own list."""

from collections.abc import Callable
from typing import Any

from enlace.reports.demonstration import offered as demonstration
from enlace.reports.dossier import offered as dossier
from enlace.reports.editions import offered as editions
from enlace.reports.planning import offered as planning

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    *planning.OFFERED,
    *editions.OFFERED,
    *dossier.OFFERED,
    *demonstration.OFFERED,
)
