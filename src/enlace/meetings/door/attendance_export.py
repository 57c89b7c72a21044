"""The attendance of a meeting as a table: a line for each delegation, a column for each session."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.meetings.door.attendance import Column, Matrix
from enlace.meetings.models import Delegation, Presence
from enlace.network.exchange.table_writing import Written, as_csv, as_xlsx

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attendance_table(matrix: Matrix, form: str) -> bytes:
    """As `csv` or `xlsx`, in the reader's language. It says of each line whether it is illustrative, if any is."""
    sample = any(map(_is_sample, matrix.delegations))
    header = [
        _("Delegation"),
        *(_header(column) for column in matrix.columns),
        *([_("Illustrative")] if sample else []),
    ]
    rows = [
        [
            one.body,
            *(_cell(matrix, column, one) for column in matrix.columns),
            *([_("yes") if _is_sample(one) else _("no")] if sample else []),
        ]
        for one in matrix.delegations
    ]
    sheet = Written(_("Attendance"), header, rows)
    return as_xlsx([sheet]) if form == "xlsx" else as_csv(sheet)


def _header(column: Column) -> str:
    day = date_in_words(column.day, current_language())
    return f"{column.shown_title} ({day}, {column.begins:%H:%M})"


def _cell(matrix: Matrix, column: Column, delegation: Delegation) -> str:
    if delegation.pk not in matrix.expected[column.session.pk]:
        return "—"
    presence = matrix.presences.get((column.session.pk, delegation.pk), "")
    return capfirst(str(Presence(presence).label)) if presence else ""


def _is_sample(delegation: Delegation) -> bool:
    return delegation.illustrative or delegation.meeting.illustrative
