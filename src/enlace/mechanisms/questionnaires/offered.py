"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.mechanisms.questionnaires import digest, due, privacy

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("due", due.due_questionnaires, 13),
    ("digest_part", digest.questionnaires_part, 10),
    ("held", privacy.questions_by, 10),
    ("erase", privacy.erase_from_questions, 10),
)
