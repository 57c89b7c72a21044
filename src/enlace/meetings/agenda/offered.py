"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.agenda import panels, speaker_erasure

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("meeting_entry", panels.agenda_entry, 10),
    ("meeting_entry", panels.draft_entry, 11),
    ("meeting_panel", panels.programme_panel, 10),
    ("due", panels.due_agenda, 40),
    ("held", speaker_erasure.hold_speaking, 0),
    ("erase", speaker_erasure.erase_speaking, 0),
)
