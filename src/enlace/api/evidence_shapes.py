"""By what public progress is seen: links, publications, and files that everybody may fetch."""

from collections import defaultdict
from collections.abc import Sequence

from enlace.api import shapes
from enlace.api.addresses import Addresses
from enlace.api.record_shapes import NOBODY
from enlace.commitments.models import Evidence, Progress
from enlace.files.models import Version


def evidence_by_progress(reports: Sequence[Progress], addresses: Addresses) -> dict[int, list[shapes.Evidence]]:
    """Three queries at the most, however many reports there are."""
    found: dict[int, list[shapes.Evidence]] = defaultdict(list)
    rows = list(Evidence.objects.visible_to(NOBODY).filter(progress__in=reports).order_by("pk")) if reports else []
    files = _files(rows) if rows else {}
    for one in rows:
        found[one.progress_id].append(_evidence(one, files.get(one.pk), addresses))
    return found


def _files(rows: Sequence[Evidence]) -> dict[int, Version]:
    """id of evidence → the version of its file that counts."""
    versions = Version.objects.kept().visible_to(NOBODY).of(Evidence, [one.pk for one in rows])
    newest_last = versions.select_related("file").order_by("file", "number")
    return {one.file.owner_id: one for one in newest_last}


def _evidence(one: Evidence, version: Version | None, addresses: Addresses) -> shapes.Evidence:
    return shapes.Evidence(
        kind="file" if version else "link" if one.link else "publication",
        title=one.title,
        link=one.link,
        publication=one.citation,
        file=shapes.EvidenceFile(
            name=version.name,
            content_type=version.content_type,
            size=version.size,
            address=addresses.page("files:file", version.file_id),
        )
        if version
        else None,
    )
