"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.consultations.answering import privacy

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("held", privacy.answers_of, 0),
    ("erase", privacy.erase_voice, 0),
)
