"""A file becomes a draft publication that nobody has confirmed, a duplicate, or is refused: each in one transaction."""

from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.files.actions import add_file, erase_file, hand_over_file
from enlace.files.models import File, Version
from enlace.files.queries import files_of
from enlace.files.storing import atomic_with_files
from enlace.library.cataloguing.actions import add_publication
from enlace.library.cataloguing.language_actions import add_language_version
from enlace.library.intake import outcomes
from enlace.library.intake.incoming import ready, sum_of
from enlace.library.intake.names import shown_name
from enlace.library.intake.outcomes import Outcome
from enlace.library.intake.proposals import proposals_of, proposed_title
from enlace.library.intake.reading import ReadPdf, Unreadable, read_pdf
from enlace.library.intake.reading_actions import write_reading
from enlace.library.intake.rules import can_ingest_file, can_remove_ingested_file
from enlace.library.intake.theme_finding import vocabulary_of
from enlace.library.models import Collection, IngestedFile, LanguageVersion, Refusal
from enlace.themes.models import Theme


def ingest_file(path: Path, *, by: Anyone | None, name: str = "", collection: Collection | None = None) -> Outcome:
    """What became of the file at `path`. Raises OSError where it cannot be opened."""
    require(can_ingest_file(by))
    shown = shown_name(name or path.name)
    arrived = IngestedFile(name=shown, size=path.stat().st_size, collection=collection, by=_person(by))
    try:
        with path.open("rb") as file:
            arrived.sha256 = sum_of(file).sha256
            known = version_with(arrived.sha256)
            if known is not None:
                return outcomes.duplicate(name, known)
            found = read_pdf(path)
            return _ingest_now(arrived, file, found, by=by, name=name)
    except Unreadable as unreadable:
        _note_refusal(arrived, unreadable.reason, by=by)
        return outcomes.refused(name, unreadable.reason)


@atomic_with_files()
def _ingest_now(arrived: IngestedFile, file: Any, found: ReadPdf, *, by: Anyone | None, name: str) -> Outcome:
    """Raises Unreadable for what the private files do not take."""
    upload = ready(file, arrived.name)
    arrived.save()
    try:
        kept = add_file(arrived, upload, by=by)
    except ValidationError as error:
        raise Unreadable(Refusal.NOT_PDF) from error
    return outcomes.outcome_of(arrived, name, _become(arrived, kept, found, by=by))


def settle_received(ingested_file: IngestedFile, *, by: Anyone | None) -> IngestedFile:
    """Read what waits, and let it become what it becomes. Once, however often it is asked."""
    require(can_ingest_file(by))
    file = files_of(ingested_file).first()
    version = file.versions.kept().first() if file else None
    if ingested_file.read_at is not None or file is None or version is None:
        return ingested_file
    found: ReadPdf | Unreadable
    try:
        found = ReadPdf() if version_with(ingested_file.sha256) else read_pdf(Path(version.content.path))
    except Unreadable as unreadable:
        found = unreadable
    return _settle(ingested_file, file, found, by=by)


@atomic_with_files()
def _settle(ingested_file: IngestedFile, file: File, found: ReadPdf | Unreadable, *, by: Anyone | None) -> IngestedFile:
    locked = IngestedFile.objects.select_for_update().filter(pk=ingested_file.pk, read_at=None).first()
    if locked is None:
        return ingested_file
    if isinstance(found, Unreadable):
        erase_file(file, by=by)
        return refuse(locked, found.reason, by=by)
    _become(locked, file, found, by=by)
    return locked


def _become(arrived: IngestedFile, file: File, found: ReadPdf, *, by: Anyone | None) -> Version | None:
    """The version of the draft that it became, or which is the same. One after the other, so that none comes twice."""
    ContentType.objects.select_for_update(no_key=True).get(pk=ContentType.objects.get_for_model(IngestedFile).pk)
    arrived.same_as = version_with(arrived.sha256)
    if arrived.same_as is not None:
        erase_file(file, by=by)
        _save(arrived, {"status": "duplicate"}, by=by)
        return arrived.same_as
    if not found.pages:
        return None
    arrived.proposals = proposals_of(found, arrived.name, vocabulary_of(Theme.objects.all()))
    language_version = _draft(arrived, by=by)
    arrived.publication = language_version.publication
    version = hand_over_file(file, language_version, by=by).versions.get()
    write_reading(version, found, by=by)
    facts = {"status": "ingested", "publication": language_version.publication_id, "pages": found.pages}
    _save(arrived, facts, by=by)
    return version


def _draft(arrived: IngestedFile, *, by: Anyone | None) -> LanguageVersion:
    proposed = {name: one["value"] for name, one in arrived.proposals.items() if isinstance(one, dict)}
    publication = add_publication(
        by=by,
        confirmed=False,
        title=proposed_title(arrived.proposals, _("Without a title")),
        issued=proposed["issued"],
        collection=arrived.collection,
        themes=list(Theme.objects.filter(slug__in=proposed["themes"])),
        contributors=proposed["contributors"],
    )
    return add_language_version(publication, by=by, language=proposed["language"])


def _note_refusal(arrived: IngestedFile, reason: Refusal, *, by: Anyone | None) -> None:
    """Once of the same file with the same name, however often it is brought."""
    known = IngestedFile.objects.filter(name=arrived.name, sha256=arrived.sha256, reason=reason)
    if not known.exists():
        refuse(arrived, reason, by=by)


@atomic_with_files()
def refuse(arrived: IngestedFile, reason: Refusal, *, by: Anyone | None) -> IngestedFile:
    require(can_ingest_file(by))
    arrived.reason = reason
    _save(arrived, {"status": "refused", "reason": reason.value}, by=by)
    return arrived


def _save(arrived: IngestedFile, facts: dict[str, Any], *, by: Anyone | None) -> None:
    arrived.read_at = now()
    arrived.save()
    record("ingest_file", arrived, by=by, after=facts)


def version_with(sha256: str) -> Version | None:
    """Of a publication, with this content or made of it, and not erased."""
    if not sha256:
        return None
    came = IngestedFile.objects.filter(sha256=sha256, publication__isnull=False).values("publication")
    publications = LanguageVersion.objects.filter(publication__in=came).values("pk")
    same = Q(sha256=sha256, file__owner_id__in=LanguageVersion.objects.values("pk"))
    trimmed = Q(file__owner_id__in=publications)
    versions = Version.objects.kept().of(LanguageVersion).select_related("file")
    return versions.filter(same).first() or versions.filter(trimmed).first()


def _person(by: Anyone | None) -> User | None:
    return by if isinstance(by, User) else None


@atomic_with_files()
def remove_ingested_file(ingested_file: IngestedFile, *, by: Anyone | None) -> None:
    """Off the list, with its file where that still waits. What it became stays."""
    ingested_file = IngestedFile.objects.select_for_update().get(pk=ingested_file.pk)
    require(can_remove_ingested_file(by, ingested_file))
    for file in files_of(ingested_file):
        erase_file(file, by=by)
        file.delete()
    record("remove_ingested_file", ingested_file, by=by, before={"status": ingested_file.status})
    ingested_file.delete()
