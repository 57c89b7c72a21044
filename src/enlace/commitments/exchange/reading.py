"""The bytes of an upload to the one sheet of commitments in it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from enlace.network.exchange.csv_tables import read_csv
from enlace.network.exchange.reading import NO_TABLES, OLD_OFFICE, read_tables
from enlace.network.exchange.tables import MOST_MEGABYTES, Problem, Raw, Sheet, Unreadable, sheet_of

MOST_CSV_ROWS = 50_000
"""Of a workbook as many as of any other (`network.exchange.tables.MOST_ROWS`)."""


def read_sheet(data: bytes) -> Sheet:
    """Raises Unreadable for what is no table. Of a workbook the first sheet that holds something is read."""
    if data.startswith((b"PK", OLD_OFFICE, *NO_TABLES)) or len(data) > MOST_MEGABYTES * 1024 * 1024:
        return read_tables(data).sheets[0]
    sheet = sheet_of("", _counted(read_csv(data)), most=MOST_CSV_ROWS + 1)
    if sheet is None:
        raise Unreadable(Problem(_("The file is empty."), _("Choose another one.")))
    return sheet


def _counted(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[Raw]]]:
    count = -1
    for number, row in rows:
        count += any(row)
        if count > MOST_CSV_ROWS:
            wrong = _("There are more than %(most)d rows.") % {"most": MOST_CSV_ROWS}
            raise Unreadable(Problem(wrong, _("Divide the table into several files."), row=number))
        yield number, row
