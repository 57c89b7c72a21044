"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.minutes import approval_actions, due, panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("meeting_entry", panels.minutes_entry, 60),
    ("meeting_entry", panels.decisions_entry, 61),
    ("meeting_panel", panels.decisions_panel, 60),
    ("session_panel", panels.minutes_panel, 60),
    ("workspace_panel", panels.open_decisions_panel, 40),
    ("due", due.due_minutes, 20),
    ("tick", approval_actions.settle_approvals, 20),
    ("tick", approval_actions.remind_of_approvals, 21),
)
