"""What consultations offer to the pages and commands of others, through the registry: each subject's own list."""

from collections.abc import Callable
from typing import Any

from enlace.consultations.answering import offered as answering
from enlace.consultations.challenges import offered as challenges
from enlace.consultations.consulting import offered as consulting
from enlace.consultations.demonstration import offered as demonstration
from enlace.consultations.polis import offered as polis
from enlace.consultations.priorities import offered as priorities
from enlace.consultations.results import offered as results
from enlace.consultations.searching import searchable_priorities
from enlace.consultations.statements import offered as statements
from enlace.consultations.themed import challenges_panel, consultations_panel, priorities_panel

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("theme_panel", priorities_panel, 30),
    ("theme_panel", challenges_panel, 31),
    ("theme_panel", consultations_panel, 32),
    *challenges.OFFERED,
    *consulting.OFFERED,
    *statements.OFFERED,
    *answering.OFFERED,
    *results.OFFERED,
    *priorities.OFFERED,
    *polis.OFFERED,
    *demonstration.OFFERED,
    ("searchable", searchable_priorities, 50),
)
