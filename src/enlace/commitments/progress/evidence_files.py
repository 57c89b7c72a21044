"""The files that belong to evidence."""

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Evidence
from enlace.files.actions import erase_file
from enlace.files.queries import files_of


def erase_files_of(evidence: Evidence, *, by: Anyone | None) -> None:
    """Their contents; for actions that have asked their own rule."""
    for file in files_of(evidence):
        erase_file(file, by=by)
