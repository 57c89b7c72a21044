from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.network.directory_export import mandates_table, memberships_table
from enlace.network.exchange.table_writing import as_csv, as_xlsx
from enlace.network.models import Mandate, Membership
from enlace.network.rules import can_export_directory

EXPORTS = {
    ("directory", "xlsx"): (mandates_table, memberships_table),
    ("mandates", "csv"): (mandates_table,),
    ("memberships", "csv"): (memberships_table,),
}
"""By name and ending of the file: the tables in it."""


@transaction.atomic
def export_directory(table: str, form: str, *, by: Anyone | None) -> bytes:
    """The file, with contacts in it; that it was taken is recorded. KeyError for a file that is not offered."""
    require(can_export_directory(by))
    sheets = [make() for make in EXPORTS[table, form]]
    rows = sum(len(sheet.rows) for sheet in sheets)
    subject = Membership if table == "memberships" else Mandate
    record("export_directory", subject, by=by, after={"table": table, "format": form, "rows": rows})
    return as_xlsx(sheets) if form == "xlsx" else as_csv(sheets[0])
