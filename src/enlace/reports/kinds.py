"""The kinds of reports that are kept."""

from collections.abc import Mapping

from enlace.reports.annual.report import ANNUAL
from enlace.reports.booklet.report import BOOKLET
from enlace.reports.document.outline import Kind
from enlace.reports.models import Report, ReportKind

KINDS: Mapping[str, Kind] = {ReportKind.ANNUAL: ANNUAL, ReportKind.BOOKLET: BOOKLET}


def kind_of(report: Report) -> Kind:
    return KINDS[report.kind]
