"""What is read while nobody waits for it."""

from datetime import datetime, timedelta

from django.tasks import task
from django.utils.translation import override

from enlace.accounts.rules import Anyone
from enlace.core.background import BACKGROUND
from enlace.core.languages import default_language
from enlace.files.models import Version
from enlace.library.intake.actions import settle_received
from enlace.library.intake.reading_actions import read_version
from enlace.library.intake.rules import can_ingest_file
from enlace.library.models import IngestedFile, LanguageVersion

LEFT_AFTER = timedelta(minutes=15)
MOST_AT_ONCE = 20


@task(backend=BACKGROUND)
def read_version_later(version_id: int) -> None:
    """A version of the file of a publication; nothing where it was erased meanwhile."""
    version = Version.objects.kept().filter(pk=version_id, reading=None).first()
    if version is not None and isinstance(version.file.owner, LanguageVersion):
        read_version(version, by=None)


@task(backend=BACKGROUND)
def settle_received_later(ingested_file_id: int) -> None:
    """A file that came in; nothing where it was taken off the list or settled meanwhile."""
    waiting = IngestedFile.objects.waiting().filter(pk=ingested_file_id).first()
    if waiting is not None:
        _settle(waiting)


def settle_what_was_left(moment: datetime) -> int:
    """What has waited for long, because a worker was ended at it. For the tick."""
    left = IngestedFile.objects.waiting().filter(at__lt=moment - LEFT_AFTER).order_by("pk")[:MOST_AT_ONCE]
    return sum(_settle(one).read_at is not None for one in left)


def _settle(waiting: IngestedFile) -> IngestedFile:
    """In the name of who brought it, as long as they may."""
    by: Anyone | None = waiting.by if waiting.by and can_ingest_file(waiting.by) else None
    with override(default_language()):
        return settle_received(waiting, by=by)
