from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.models import AuditEntry, AuditQuerySet
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.network.audit import Wanted, audit_visible_to
from enlace.network.rules import can_read_audit


@transaction.atomic
def export_audit(wanted: Wanted, form: str, *, by: Anyone | None) -> AuditQuerySet:
    """The lines that somebody takes away in a file of `form`, oldest first; that they did is the last of the log."""
    require(can_read_audit(by))
    line = record("export_audit", AuditEntry, by=by, after=wanted.as_facts() | {"format": form})
    return wanted.of(audit_visible_to(by)).filter(pk__lt=line.pk).order_by("id")
