from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.meetings.delegations.participants import participants_table
from enlace.meetings.delegations.rules import can_export_participants
from enlace.meetings.models import Meeting
from enlace.network.exchange.table_writing import as_xlsx


@transaction.atomic
def export_participants(meeting: Meeting, *, by: Anyone | None) -> bytes:
    """A workbook with contacts and needs in it; that it was taken is recorded."""
    require(can_export_participants(by, meeting))
    table = participants_table(meeting)
    record("export_participants", meeting, by=by, after={"format": "xlsx", "rows": len(table.rows)})
    return as_xlsx([table])
