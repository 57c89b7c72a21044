"""What commitments offer to the pages and commands of others, through the registry: each subject's own list."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.dashboard import offered as dashboard
from enlace.commitments.demonstration import offered as demonstration
from enlace.commitments.exchange import offered as exchange
from enlace.commitments.making import offered as making
from enlace.commitments.progress import offered as progress
from enlace.commitments.rounds import offered as rounds
from enlace.commitments.searching import searchable_commitments, searchable_strategies
from enlace.commitments.strategies import offered as strategies
from enlace.commitments.themed import commitments_panel, strategies_panel

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("theme_panel", commitments_panel, 20),
    ("theme_panel", strategies_panel, 21),
    *making.OFFERED,
    *progress.OFFERED,
    *rounds.OFFERED,
    *strategies.OFFERED,
    *dashboard.OFFERED,
    *exchange.OFFERED,
    *demonstration.OFFERED,
    ("searchable", searchable_commitments, 30),
    ("searchable", searchable_strategies, 31),
)
