"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.consultations.consulting import due, entries, tick_actions

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("navigation", entries.public_entry, 11),
    ("workspace_entry", entries.workspace_entry, 8),
    ("meeting_panel", entries.meeting_panel, 40),
    ("due", due.due_consultations, 10),
    ("tick", tick_actions.settle_consultations, 30),
    ("tick", tick_actions.announce_consultations, 31),
    ("tick", tick_actions.remind_answerers, 32),
)
