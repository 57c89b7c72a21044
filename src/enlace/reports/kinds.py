"""The kinds of reports that are kept. The dossier of a state is made on demand, and nothing of it is kept."""

from collections.abc import Mapping

from enlace.reports.annual.report import ANNUAL
from enlace.reports.booklet.report import BOOKLET
from enlace.reports.document.outline import Kind
from enlace.reports.meeting.report import MEETING
from enlace.reports.models import Report, ReportKind
from enlace.reports.round.report import ROUND

KINDS: Mapping[str, Kind] = {
    ReportKind.ANNUAL: ANNUAL,
    ReportKind.BOOKLET: BOOKLET,
    ReportKind.MEETING: MEETING,
    ReportKind.ROUND: ROUND,
}


def kind_of(report: Report) -> Kind:
    return KINDS[report.kind]
