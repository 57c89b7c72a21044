"""Files that somebody brings to the page wait there, each for itself, and are read in the background."""

from typing import Any

from django.core.exceptions import ValidationError

from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.files.actions import add_file
from enlace.files.storing import atomic_with_files
from enlace.files.uploads import LARGEST_FILE
from enlace.library.intake.actions import refuse
from enlace.library.intake.incoming import ready, sum_of
from enlace.library.intake.names import shown_name
from enlace.library.intake.reading import Unreadable
from enlace.library.intake.rules import can_ingest_file
from enlace.library.intake.tasks import settle_received_later
from enlace.library.models import Collection, IngestedFile, Refusal


@atomic_with_files()
def receive_file(upload: Any, *, by: Anyone, collection: Collection | None = None) -> IngestedFile:
    """It waits to be read, or is refused at once where it is no PDF or too large."""
    require(can_ingest_file(by))
    arrived = IngestedFile(name=shown_name(upload.name or ""), size=upload.size, collection=collection, by_id=by.pk)
    if upload.size > LARGEST_FILE:
        return refuse(arrived, Refusal.LARGE, by=by)
    try:
        arrived.sha256 = sum_of(upload).sha256
        kept = ready(upload, arrived.name)
    except Unreadable as unreadable:
        return refuse(arrived, unreadable.reason, by=by)
    arrived.save()
    try:
        add_file(arrived, kept, by=by)
    except ValidationError:
        return refuse(arrived, Refusal.NOT_PDF, by=by)
    settle_received_later.enqueue(arrived.pk)
    return arrived
