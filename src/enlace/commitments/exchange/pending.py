"""What an uploaded table would do, with what was chosen for it so far."""

from collections.abc import Callable
from contextlib import suppress

from django.utils.translation import gettext as _

from enlace.commitments.exchange.mapping import BadMapping, ColumnMapping, guessed, heads_of, mapping_from, same_heads
from enlace.commitments.exchange.plan import Plan
from enlace.commitments.exchange.planning import plan_import
from enlace.commitments.exchange.reading import read_sheet
from enlace.commitments.models import ColumnMap, PendingCommitments
from enlace.network.exchange.tables import Problem, Sheet, Unreadable


def sheet_of(pending: PendingCommitments) -> Sheet:
    """Raises Unreadable."""
    try:
        with pending.content.open("rb") as content:
            return read_sheet(content.read())
    except (FileNotFoundError, ValueError):
        raise Unreadable(Problem(_("The uploaded file is gone."), _("Upload it again."))) from None


def plan_of(pending: PendingCommitments, told: Callable[[int], object] = int) -> Plan:
    """What cannot be read is a plan of one problem."""
    try:
        sheet = sheet_of(pending)
    except Unreadable as unreadable:
        return Plan(problems=(unreadable.problem,))
    choices = {int(row): choice for row, choice in pending.fields.get("choices", {}).items()}
    try:
        mapping = mapping_from(pending.fields.get("mapping", {}))
    except BadMapping as bad:
        return Plan(problems=(Problem(str(bad), _("Choose the columns again.")),))
    return plan_import(sheet, mapping, rest=pending.fields.get("rest") or None, choices=choices, told=told)


def proposed_mapping(pending: PendingCommitments, sheet: Sheet) -> tuple[ColumnMapping, str]:
    """What was chosen; else what was remembered for these heads, with its name; else what the heads seem to say."""
    heads = heads_of(sheet)
    kept = [(one.fields, one.name) for one in ColumnMap.objects.order_by("-used_at") if same_heads(one.heads, heads)]
    chosen = [(pending.fields["mapping"], "")] if "mapping" in pending.fields else []
    for fields, name in [*chosen, *kept]:
        with suppress(BadMapping):
            return mapping_from(fields), name
    return guessed(heads), ""
