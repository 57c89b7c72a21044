"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.mechanisms.lessons import due, privacy
from enlace.mechanisms.lessons.searching import searchable_notes
from enlace.mechanisms.themed import notes_panel

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("due", due.due_to_clear, 32),
    ("due", due.due_to_mend, 33),
    ("due", due.due_to_reply, 34),
    ("held", privacy.questions_of, 20),
    ("erase", privacy.erase_from_questions, 20),
    ("searchable", searchable_notes, 35),
    ("theme_panel", notes_panel, 25),
)
