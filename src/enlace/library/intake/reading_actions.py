"""What was found in a file is written down: pages, text, language, cover."""

from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.db.models import QuerySet

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.files.models import File, Version
from enlace.files.storing import atomic_with_files, store
from enlace.library.intake.reading import ReadPdf, Unreadable, read_pdf
from enlace.library.intake.rules import can_read_version
from enlace.library.models import LanguageVersion, PageText, Publication, Reading

MOST_AT_ONCE = 20
COVERS = "covers"


def read_version(version: Version, *, by: Anyone | None) -> Reading | None:
    """Once, however often it is asked. None where the file is gone.

    Of what cannot be read there is a reading without pages, whose metadata name the `fault` (a `Refusal`).
    """
    require(can_read_version(by, version))
    known = Reading.objects.filter(version=version).first()
    if known is not None:
        return known
    try:
        found: ReadPdf | Unreadable = read_pdf(Path(version.content.path))
    except FileNotFoundError:
        return None
    except Unreadable as unreadable:
        found = unreadable
    return write_reading(version, found, by=by)


@atomic_with_files()
def write_reading(version: Version, found: ReadPdf | Unreadable, *, by: Anyone | None) -> Reading | None:
    """What was read in it before it is asked for; None where it was erased meanwhile."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.is_erased:
        return None
    require(can_read_version(by, version))
    known = Reading.objects.filter(version=version).first()
    if known is not None:
        return known
    reading = _written(version, found) if isinstance(found, ReadPdf) else _unreadable(version, found)
    after = {"pages": reading.pages, "language": reading.language, "version": version.number}
    record("read_version", version.file, by=by, after=after)
    _touch(version)
    return reading


def _written(version: Version, found: ReadPdf) -> Reading:
    cover = store(ContentFile(found.cover, "cover.jpg"), folder=COVERS, ending=".jpg").name if found.cover else ""
    reading = Reading.objects.create(
        version=version,
        pages=found.pages,
        letters=found.letters,
        language=found.language,
        recognised=found.recognised,
        active=found.active,
        metadata={name: without_nul(value) for name, value in found.metadata.items()},
        cover=cover,
    )
    pages = enumerate(map(without_nul, found.texts), start=1)
    texts = [PageText(reading=reading, number=number, text=text) for number, text in pages if text]
    PageText.objects.bulk_create(texts, batch_size=200)
    return reading


def _unreadable(version: Version, unreadable: Unreadable) -> Reading:
    return Reading.objects.create(version=version, pages=0, active=True, metadata={"fault": unreadable.reason.value})


def without_nul(text: str) -> str:
    """The one letter that a database does not keep; half letters cannot be written either."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _touch(version: Version) -> None:
    """The text of a publication is new to whoever follows it."""
    Publication.objects.filter(language_versions__pk=version.file.owner_id).update(changed_at=now())


def unread_versions() -> QuerySet[Version]:
    """Of publications, not erased, without a reading."""
    files = File.objects.of(LanguageVersion, LanguageVersion.objects.values("pk"))
    return Version.objects.kept().filter(file__in=files, reading=None).order_by("pk")


def read_unread_versions(moment: datetime) -> int:
    """Some of them each time; how many were read. For the tick, however they came in."""
    return sum(read_version(version, by=None) is not None for version in unread_versions()[:MOST_AT_ONCE])
