"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.files.owners import FileOwner
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register import panels
from enlace.mechanisms.register.rules import can_change_mechanism, can_erase_mechanism_file
from enlace.mechanisms.searching import searchable_mechanisms
from enlace.mechanisms.themed import mechanisms_panel


def mechanism_files() -> FileOwner:
    return FileOwner(Mechanism, can_change_mechanism, can_erase_mechanism_file)


OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("navigation", panels.public_entry, 13),
    ("workspace_entry", panels.workspace_entry, 11),
    ("state_panel", panels.state_panel, 45),
    ("file_owner", mechanism_files, 30),
    ("searchable", searchable_mechanisms, 35),
    ("theme_panel", mechanisms_panel, 24),
)
