"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.papers import bundle_actions, panels

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("file_owner", panels.paper_files, 10),
    ("file_owner", panels.slides, 10),
    ("meeting_entry", panels.papers_entry, 30),
    ("meeting_panel", panels.papers_panel, 30),
    ("session_panel", panels.contributions_panel, 20),
    ("session_panel", panels.session_papers_panel, 30),
    ("due", panels.due_contributions, 30),
    ("tick", bundle_actions.forget_bundles, 50),
)
