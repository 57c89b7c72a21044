"""Evidence: a file, a link, a publication cited. It belongs to a draft, and is fixed when its report is cleared."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Evidence, Progress
from enlace.commitments.progress.checking import check_audience, check_evidence, checked_link
from enlace.commitments.progress.evidence_files import erase_files_of
from enlace.commitments.progress.rules import can_add_evidence, can_change_evidence, can_remove_evidence
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.files.actions import add_file, add_version
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.files.storing import atomic_with_files


@atomic_with_files()
def add_evidence(
    progress: Progress,
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    file: Any = None,
    link: str = "",
    citation: str = "",
    audience: str = "",
) -> Evidence:
    """For the audience of the report if none is given. Raises ValidationError by field; then nothing is kept."""
    progress = Progress.objects.select_for_update().get(pk=progress.pk)
    require(can_add_evidence(by, progress))
    evidence = Evidence(progress=progress, audience=audience or progress.audience)
    _set(evidence, {"title": title, "link": link, "citation": citation}, has_file=bool(file))
    evidence.save()
    if file:
        add_file(evidence, file, by=by)
    record("add_evidence", evidence, by=by, after=_facts(evidence))
    return evidence


@atomic_with_files()
def change_evidence(evidence: Evidence, *, by: Anyone | None, file: Any = None, **fields: Any) -> Evidence:
    """Set what is given of title, link, citation and audience; a `file` takes the place of the one before.

    Raises ValidationError by field; then nothing is kept.
    """
    progress = Progress.objects.select_for_update().get(pk=evidence.progress_id)
    evidence = Evidence.objects.select_related("progress").get(pk=evidence.pk, progress=progress)
    require(can_change_evidence(by, evidence))
    before, kept = _facts(evidence), files_of(evidence).first()
    has_file = Version.objects.kept().filter(file=kept).exists() if kept else False
    _set(evidence, fields, has_file=bool(file) or has_file)
    evidence.save()
    if file and kept:
        add_version(kept, file, by=by)
    elif file:
        add_file(evidence, file, by=by)
    record("change_evidence", evidence, by=by, before=before, after=_facts(evidence))
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Anyone | None) -> None:
    """With the contents of its file."""
    Progress.objects.select_for_update().get(pk=evidence.progress_id)
    evidence = Evidence.objects.select_related("progress").get(pk=evidence.pk)
    require(can_remove_evidence(by, evidence))
    erase_files_of(evidence, by=by)
    record("remove_evidence", evidence, by=by, before=_facts(evidence))
    evidence.delete()


def _set(evidence: Evidence, fields: Mapping[str, Any], *, has_file: bool) -> None:
    """Raises ValidationError by field."""
    if "title" in fields:
        evidence.title = Texts({code: text.strip() for code, text in fields["title"].items()})
    if "link" in fields:
        evidence.link = checked_link(fields["link"] or "")
    if "citation" in fields:
        evidence.citation = (fields["citation"] or "").strip()
    if "audience" in fields:
        evidence.audience = fields["audience"]
    check_audience(evidence.audience)
    check_evidence(evidence.title, shows=bool(has_file or evidence.link or evidence.citation))
    evidence.full_clean(exclude=["progress", "link"])


def _facts(evidence: Evidence) -> dict[str, Any]:
    """As the audit log writes them: without titles, links and names of files."""
    return {"progress": evidence.progress_id, "audience": str(evidence.audience)}
