"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.exchange import entries, import_actions, sdg_targets

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("prepare", sdg_targets.add_sdg_targets, 30),
    ("tick", import_actions.forget_pending_commitments, 50),
    ("workspace_foot", entries.import_entry, 31),
)
