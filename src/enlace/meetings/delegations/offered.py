"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.meetings.delegations import due, entries, privacy, reminder_actions, retention_actions

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("meeting_entry", entries.own_delegation_entry, 20),
    ("meeting_entry", entries.delegations_entry, 21),
    ("meeting_panel", entries.own_delegation_panel, 5),
    ("due", due.due_for_delegations, 10),
    ("due", due.due_registrations, 11),
    ("due", due.due_silence, 12),
    ("held", privacy.meetings_of, 0),
    ("erase", privacy.erase_delegate, 0),
    ("contact_kept", privacy.met, 0),
    ("tick", reminder_actions.remind_silent, 10),
    ("tick", reminder_actions.remind_unregistered, 10),
    ("tick", retention_actions.forget_needs, 50),
)
