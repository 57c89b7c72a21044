"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.commitments.models import Evidence
from enlace.commitments.progress import due, privacy
from enlace.commitments.progress.rules import can_change_evidence, can_erase_evidence
from enlace.files.owners import FileOwner


def evidence_files() -> FileOwner:
    return FileOwner(Evidence, can_change_evidence, can_erase_evidence)


OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("file_owner", evidence_files, 20),
    ("due", due.due_to_clear, 20),
    ("due", due.due_to_mend, 21),
    ("held", privacy.comments_of, 10),
    ("erase", privacy.erase_from_reports, 10),
)
