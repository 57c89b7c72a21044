"""What was uploaded waits for its preview to be read; then it becomes drafts, or is forgotten."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now as clock
from enlace.core.permission import require
from enlace.importer.batch_actions import import_sources
from enlace.importer.models import PendingFile, PendingImport
from enlace.importer.outcome import Failed, Imported
from enlace.importer.preview import sources_of
from enlace.importer.rules import can_discard_import, can_import_pages, can_make_drafts
from enlace.importer.wording import kept_sentence

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def keep_upload(files: Iterable[tuple[str, bytes]], *, by: Anyone) -> PendingImport:
    """`files` are names and contents: pages, exports, and pictures that belong to them."""
    require(can_import_pages(by))
    pending = PendingImport.objects.create(by_id=by.pk or 0)
    PendingFile.objects.bulk_create([PendingFile(pending=pending, name=name[:255], data=data) for name, data in files])
    record("keep_upload", pending, by=by)
    return pending


def make_drafts(pending: PendingImport, *, by: Anyone) -> list[dict[str, Any]]:
    """What became of each page, also kept in `result`. Done once, however often it is asked."""
    require(can_make_drafts(by, pending))
    if not PendingImport.objects.filter(pk=pending.pk, used_at=None).update(used_at=clock()):
        pending.refresh_from_db()
        return list(pending.result)
    pending.result = [_as_result(one) for one in import_sources(sources_of(pending), by=by)]
    with transaction.atomic():
        pending.save(update_fields=["result"])
        pending.files.all().delete()
        record("make_drafts", pending, by=by, after={"pages": len(pending.result)})
    return pending.result


@transaction.atomic
def discard_import(pending: PendingImport, *, by: Anyone) -> None:
    require(can_discard_import(by, pending))
    record("discard_import", pending, by=by)
    pending.delete()


def forget_pending_imports(now: datetime) -> int:
    """Remove what nobody came back to; counts them."""
    old = PendingImport.objects.filter(created_at__lt=now - KEPT_FOR)
    count = old.count()
    old.delete()
    return count


def _as_result(outcome: Imported | Failed) -> dict[str, Any]:
    if isinstance(outcome, Failed):
        return {"name": outcome.name, "failed": outcome.reason}
    pages = [
        {
            "id": body.page.pk,
            "language": body.language,
            "title": body.page.title,
            "state": body.state,
            "untitled": body.untitled,
            "kept": kept_sentence(body),
        }
        for body in outcome.bodies.values()
    ]
    pictures = [{"address": one.address, "state": one.state, "reason": one.reason} for one in outcome.pictures]
    return {"name": outcome.name, "pages": pages, "pictures": pictures, "links": outcome.links_to_check}
