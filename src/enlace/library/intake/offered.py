"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.files.owners import FileOwner
from enlace.library.intake import reading_actions, tasks
from enlace.library.intake.rules import can_change_ingested_file, can_erase_ingested_file
from enlace.library.models import IngestedFile


def ingested_files() -> FileOwner:
    """Nobody has looked into them yet, so that no browser shows them in place."""
    return FileOwner(IngestedFile, can_change_ingested_file, can_erase_ingested_file, lambda version: True)


OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("file_owner", ingested_files, 31),
    ("tick", tasks.settle_what_was_left, 31),
    ("tick", reading_actions.read_unread_versions, 32),
)
