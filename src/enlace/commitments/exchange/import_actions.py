"""A table of commitments is kept until its uploader has said which column is what and has seen what it would do."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.exchange.applying_actions import CommitmentsChanged
from enlace.commitments.exchange.importing import carry_out_import
from enlace.commitments.exchange.mapping import BadMapping, heads_of, mapping_from
from enlace.commitments.exchange.pending import plan_of, sheet_of
from enlace.commitments.exchange.rules import can_import_commitments
from enlace.commitments.models import ColumnMap, PendingCommitments
from enlace.core.clock import now
from enlace.core.permission import require

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def keep_commitments(name: str, data: bytes, *, by: Anyone) -> PendingCommitments:
    """The table waits for its uploader; one that waited before is forgotten."""
    require(can_import_commitments(by))
    for earlier in PendingCommitments.objects.filter(user=by.pk):
        _forget(earlier)
    pending = PendingCommitments(user_id=by.pk or 0, name=name[:200])
    pending.content.save(uuid4().hex, ContentFile(data), save=False)
    pending.save()
    record("keep_commitments", pending, by=by)
    return pending


@transaction.atomic
def choose_columns(pending: PendingCommitments, *, by: Anyone, mapping: Mapping[str, Any], name: str = "") -> None:
    """Which column is what; remembered under `name`, if one is given. Raises ValidationError."""
    require(can_import_commitments(by) and pending.user_id == by.pk)
    pending = _waiting(pending)
    try:
        chosen = mapping_from(mapping).as_json()
    except BadMapping as bad:
        raise ValidationError(str(bad)) from bad
    pending.fields = {"mapping": chosen, "language": get_language()}
    pending.save(update_fields=["fields"])
    if name:
        remember_columns(name, heads_of(sheet_of(pending)), chosen, by=by)


@transaction.atomic
def remember_columns(name: str, heads: list[str], mapping: Mapping[str, Any], *, by: Anyone) -> ColumnMap:
    """Under a name that another mapping had, in its place."""
    require(can_import_commitments(by))
    if len(name) > 80:
        raise ValidationError({"name": _("This text is longer than %(most)d letters.") % {"most": 80}})
    kept, _made = ColumnMap.objects.update_or_create(
        name=name, defaults={"heads": heads, "fields": dict(mapping), "used_at": now()}
    )
    record("remember_columns", kept, by=by, after={"name": name})
    return kept


@transaction.atomic
def remove_column_map(column_map: ColumnMap, *, by: Anyone) -> None:
    require(can_import_commitments(by))
    record("remove_column_map", column_map, by=by, before={"name": column_map.name})
    column_map.delete()


@transaction.atomic
def choose_rows(pending: PendingCommitments, *, by: Anyone, rest: str, choices: Mapping[int, str]) -> None:
    """Whether rows that resemble another commitment are added; `rest` of those that `choices` do not name."""
    require(can_import_commitments(by) and pending.user_id == by.pk)
    pending = _waiting(pending)
    said = {str(row): choice for row, choice in choices.items() if choice in ("add", "skip")}
    kept = {**pending.fields.get("choices", {}), **{str(row): "" for row in choices}} | said
    pending.fields |= {"rest": rest if rest in ("add", "skip") else "", "choices": {k: v for k, v in kept.items() if v}}
    pending.save(update_fields=["fields"])


@transaction.atomic
def begin_import(pending: PendingCommitments, *, by: Anyone, shown: str) -> None:
    """Let what the plan with the fingerprint `shown` says be done in the background.

    Raises CommitmentsChanged where the plan is another by now.
    """
    require(can_import_commitments(by) and pending.user_id == by.pk)
    pending = _waiting(pending)
    plan = plan_of(pending)
    if not plan.can_be_applied or plan.fingerprint != shown:
        raise CommitmentsChanged
    pending.fields |= {"shown": shown, "language": get_language()}
    pending.started_at, pending.total, pending.done = now(), len(plan.rows) + plan.passed_over, 0
    pending.save()
    carry_out_import.enqueue(pending.pk)


@transaction.atomic
def discard_commitments(pending: PendingCommitments, *, by: Anyone) -> None:
    require(can_import_commitments(by) and pending.user_id == by.pk)
    pending = PendingCommitments.objects.select_for_update().get(pk=pending.pk)
    if pending.finished_at is None:
        record("discard_commitments", pending, by=by)
    _forget(pending)


def forget_pending_commitments(moment: datetime) -> int:
    """Remove what nobody came back to; counts them."""
    with transaction.atomic():
        old = list(PendingCommitments.objects.filter(at__lt=moment - KEPT_FOR))
        for pending in old:
            _forget(pending)
    return len(old)


def _waiting(pending: PendingCommitments) -> PendingCommitments:
    """Raises CommitmentsChanged where its import has begun."""
    found = PendingCommitments.objects.select_for_update().get(pk=pending.pk)
    if found.started_at is not None and not found.fault:
        raise CommitmentsChanged
    found.started_at, found.fault = None, ""
    return found


def _forget(pending: PendingCommitments) -> None:
    storage, name = pending.content.storage, str(pending.content.name or "")
    pending.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
